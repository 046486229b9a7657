"""``manage.py demo``: the bundled course with a teacher and two students, ready to try."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.models import User
from courses.models import Enrolment, Role
from exercises.format import FormatErrors
from exercises.services.library import folders, load_library
from quizzes.services.bundled import load_course, read_course

PASSWORD = "gradus-demo"  # noqa: S105 (said to whoever starts the demo)
PEOPLE = (
    ("claire", "Claire Morel", Role.TEACHER),
    ("ines", "Inès Caradec", Role.STUDENT),
    ("malik", "Malik Benali", Role.STUDENT),
)


class Command(BaseCommand):
    """Loads the library and makes the demo people; running it again changes nothing."""

    help = "Load the bundled course and make its demo accounts."

    def add_arguments(self, parser: CommandParser) -> None:
        """Where the library lies."""
        parser.add_argument("--library", type=Path, default=settings.ROOT / "exercises/library")

    def handle(self, *args: Any, **options: Any) -> None:
        """Load, then print how to sign in."""
        root: Path = options["library"]
        try:
            load_library(folders(root), say=self.stdout.write)
        except FormatErrors as errors:
            raise CommandError("\n".join(str(problem) for problem in errors.problems)) from errors
        course = load_course(slug="rnn", data=read_course(root / "course.yaml"))
        for username, name, role in PEOPLE:
            user = User.objects.filter(username=username).first()
            if user is None:
                user = User.objects.create_user(name, username=username, password=PASSWORD)
            Enrolment.objects.get_or_create(course=course, user=user, defaults={"role": role})
            self.stdout.write(f"  {role.label:8} {username:8} {PASSWORD}")
