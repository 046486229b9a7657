"""The app ``quizzes``."""

from django.apps import AppConfig


class QuizzesConfig(AppConfig):
    """Quizzes, attempts and grades."""

    name = "quizzes"

    def ready(self) -> None:
        """Listen to verdicts."""
        from core import events
        from quizzes.services.scoring import on_graded

        events.on("graded", on_graded)
