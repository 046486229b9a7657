"""The app ``core``."""

from django.apps import AppConfig


class CoreConfig(AppConfig):
    """Registers the outbox, the audit log and idempotency keys."""

    name = "core"

    def ready(self) -> None:
        """Make the tasks known to Celery."""
        from core import tasks  # noqa: F401 (registered by importing)
