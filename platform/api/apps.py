"""The app ``api``."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    """REST base classes."""

    name = "api"
