"""The first page: what is due, what came back, what to practise; what one teaches."""

import datetime
import uuid
from dataclasses import dataclass
from typing import Any

from accounts.models import User
from core import clock
from courses.access import STAFF, courses_of, may_create_courses
from courses.models import Course
from quizzes.models import Quiz
from quizzes.selectors.lines import QuizLine, main_line, quiz_lines
from quizzes.selectors.returned import Returned, returned
from quizzes.selectors.teaching import Taught, taught

WEEK = datetime.timedelta(days=7)


@dataclass(frozen=True)
class Home:
    """What one person finds on the first page."""

    learning: list[Course]
    due: list[QuizLine]
    closed: list[QuizLine]
    practice: list[QuizLine]
    returned: list[Returned]
    teaching: list[Taught]
    may_create: bool
    now: datetime.datetime

    @property
    def teaches(self) -> bool:
        """Whether this is a teacher's page."""
        return bool(self.teaching)

    @property
    def empty(self) -> bool:
        """Whether the person is in no course."""
        return not self.learning and not self.teaching

    @property
    def main(self) -> uuid.UUID | None:
        """The quiz that has the one main button."""
        return main_line(self.due)

    @property
    def this_week(self) -> int:
        """How many sheets are due within seven days."""
        end = clock.now() + WEEK
        return sum(1 for line in self.due if line.live and line.due_at and line.due_at <= end)

    @property
    def later(self) -> int:
        """How many sheets have a date that lies further ahead."""
        return sum(1 for line in self.due if line.live and line.due_at) - self.this_week

    @property
    def open(self) -> int:
        """How many sheets can be worked on and have no date."""
        return sum(1 for line in self.due if line.live and not line.due_at)

    @property
    def coming(self) -> int:
        """How many sheets are announced and not open yet."""
        return sum(1 for line in self.due if line.state == "not-open")


def home(user: User, language: str) -> Home:
    """The first page of ``user``: a constant number of queries."""
    courses: list[Any] = list(courses_of(user))  # each with `role`
    learning: list[Course] = [course for course in courses if course.role not in STAFF]
    teaching: list[Course] = [course for course in courses if course.role in STAFF]
    quizzes = Quiz.objects.filter(course__in=learning, published=True, topic=None)
    lines = quiz_lines(quizzes, user, language) if learning else []
    graded = [line for line in lines if not line.practice]
    return Home(
        learning=learning,
        due=[line for line in graded if line.live or line.state == "not-open"],
        closed=[line for line in graded if not line.live and line.state != "not-open"],
        practice=[line for line in lines if line.practice and line.live],
        returned=returned(user, language) if learning else [],
        teaching=taught(teaching, language) if teaching else [],
        may_create=may_create_courses(user),
        now=clock.now(),
    )
