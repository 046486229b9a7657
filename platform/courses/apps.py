"""The app ``courses``."""

from django.apps import AppConfig


class CoursesConfig(AppConfig):
    """Courses and enrolments."""

    name = "courses"
