"""The app ``quizzes``."""

from django.apps import AppConfig


class QuizzesConfig(AppConfig):
    """Quizzes, attempts and grades."""

    name = "quizzes"

    def ready(self) -> None:
        """Listen to verdicts; make the tasks known to Celery."""
        from core import events
        from quizzes import tasks  # noqa: F401 (registered by importing)
        from quizzes.services.scoring import on_graded

        events.on("graded", on_graded)
