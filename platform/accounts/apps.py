"""The app ``accounts``."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Users, identities, sign-in, tokens."""

    name = "accounts"
