"""The app ``lms``."""

from django.apps import AppConfig


class LmsConfig(AppConfig):
    """LTI, webhooks, interchange."""

    name = "lms"
