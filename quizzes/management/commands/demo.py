"""``manage.py demo``: the bundled course with a teacher and two students, ready to try."""

from functools import partial
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.models import User
from courses.models import Course, Enrolment, Role
from exercises.format import FormatErrors
from exercises.services.library import fingerprint, folders, load_library
from quizzes.services.bundled import CourseError, load_course, read_course

SLUG, STAMP = "rnn", "library.sha256"
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
        course = self._course(options["library"])
        for username, name, role in PEOPLE:
            user = User.objects.filter(username=username).first()
            if user is None:
                user = User.objects.create_user(name, username=username, password=PASSWORD)
            Enrolment.objects.get_or_create(course=course, user=user, defaults={"role": role})
            self.stdout.write(f"  {role.label:8} {username:8} {PASSWORD}")

    def _course(self, root: Path) -> Course:
        """The bundled course, loaded unless this very library is in this database already."""
        stamp, now = settings.VAR / STAMP, fingerprint(root)
        course = Course.objects.filter(slug=SLUG).first()
        if course and stamp.is_file() and stamp.read_text() == f"{course.public_id} {now}":
            return course
        try:
            load_library(folders(root), say=partial(print, flush=True, file=self.stderr))
        except FormatErrors as errors:
            raise CommandError("\n".join(str(problem) for problem in errors.problems)) from errors
        try:
            course = load_course(slug=SLUG, data=read_course(root / "course.yaml"))
        except CourseError as error:
            raise CommandError(str(error)) from error
        stamp.write_text(f"{course.public_id} {now}")
        return course
