"""The app ``accounts``."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Users, identities, sign-in, tokens."""

    name = "accounts"

    def ready(self) -> None:
        """Make the tasks known to Celery and the authentication to the schema."""
        from accounts import tasks  # noqa: F401 (registered by importing)
        from accounts.api import schema  # noqa: F401 (registered by importing)
