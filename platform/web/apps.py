"""The app ``web``."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Base templates and components."""

    name = "web"
