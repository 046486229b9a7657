"""The app ``courses``."""

from django.apps import AppConfig


class CoursesConfig(AppConfig):
    """Courses and enrolments."""

    name = "courses"

    def ready(self) -> None:
        """Make the authentication known to the schema."""
        from courses.api import schema  # noqa: F401 (registered by importing)
