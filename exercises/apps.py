"""The app ``exercises``."""

from django.apps import AppConfig


class ExercisesConfig(AppConfig):
    """Exercises, submissions and gradings."""

    name = "exercises"

    def ready(self) -> None:
        """Make the tasks known to Celery."""
        from exercises import tasks  # noqa: F401 (registered by importing)
