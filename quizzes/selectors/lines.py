"""Quizzes as lines of a list: what is due, where one stands. A constant number of queries."""

import datetime
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, QuerySet, Sum

from accounts.models import User
from core import clock
from courses.models import Enrolment
from quizzes.models import Attempt, Quiz
from quizzes.selectors.effort import Effort, efforts
from quizzes.selectors.progress import Progress, progress, together
from quizzes.services.rules import GRACE, stretched
from web.text.language import localized

SOON = datetime.timedelta(days=3)


@dataclass(frozen=True)
class QuizLine:
    """One quiz as one person sees it. Points in thousandths.

    ``state``: ``new`` (can be started), ``started``, ``finished``, or why it is closed:
    ``not-open``, ``past-due``, ``time-over``. ``minutes`` is a limit, ``effort`` an estimate.
    """

    id: uuid.UUID
    title: str
    course: str
    course_id: uuid.UUID
    practice: bool
    published: bool
    state: str
    opens_at: datetime.datetime | None
    due_at: datetime.datetime | None
    minutes: int | None
    tries: int
    slots: int
    max: int
    attempt: uuid.UUID | None
    points: int
    done: Progress
    effort: Effort

    @property
    def live(self) -> bool:
        """Whether something can be answered now."""
        return self.state in ("new", "started")

    @property
    def soon(self) -> bool:
        """Whether it is due within three days."""
        return self.due_at is not None and self.due_at - clock.now() < SOON

    @property
    def mark(self) -> str:
        """See ``Progress.mark``."""
        return self.done.mark

    @property
    def steps(self) -> int:
        """Exercises done in full, as thousandths: one step of the stair each."""
        return 1000 * self.done.mastered

    @property
    def all_steps(self) -> int:
        """All exercises, as thousandths."""
        return 1000 * self.slots


def quiz_lines(quizzes: QuerySet[Quiz], user: User, language: str) -> list[QuizLine]:
    """As ``user`` sees them: under way first, then by due date, then as set: six queries."""
    rows = list(
        quizzes.select_related("course")
        .annotate(count=Count("slots", distinct=True), worth=Sum("slots__points"))
        .order_by("pk")
    )
    places = Enrolment.objects.filter(user=user, course__in={quiz.course_id for quiz in rows})
    extra = {place.course_id: datetime.timedelta(minutes=place.extra_minutes) for place in places}
    attempts = {
        attempt.quiz_id: attempt
        for attempt in Attempt.objects.filter(user=user, quiz__in=rows).order_by("number")
    }
    done, effort = progress(list(attempts.values())), efforts(quizzes)
    lines = [
        _line(
            quiz,
            extra.get(quiz.course_id),
            attempts.get(quiz.pk),
            done=done,
            effort=effort,
            language=language,
        )
        for quiz in rows
    ]
    late = datetime.datetime.max.replace(tzinfo=datetime.UTC)
    # `rows` stand in the course's own order, and what is equal keeps it
    return sorted(lines, key=lambda line: (line.state != "started", line.due_at or late))


def main_line(lines: Iterable[QuizLine]) -> uuid.UUID | None:
    """The quiz whose button is the main one of the page: the first to hand in that is open."""
    return next((line.id for line in lines if line.live and not line.practice), None)


def _line(
    quiz: Any,  # with `count` and `worth` of the query
    extra: datetime.timedelta | None,
    attempt: Attempt | None,
    *,
    done: Mapping[uuid.UUID, Mapping[int, Progress]],
    effort: Mapping[uuid.UUID, Effort],
    language: str,
) -> QuizLine:
    more = extra or datetime.timedelta()
    dates = stretched(quiz, more)
    mine = together(done.get(attempt.pk, {}).values()) if attempt else Progress()
    return QuizLine(
        id=quiz.public_id,
        title=localized(quiz.title, language),
        course=localized(quiz.course.title, language),
        course_id=quiz.course.public_id,
        practice=quiz.mode == Quiz.Mode.PRACTICE,
        published=quiz.published,
        state=_state(quiz, more, attempt),
        opens_at=dates.opens_at,
        due_at=dates.due_at,
        minutes=quiz.minutes,
        tries=quiz.tries,
        slots=quiz.count,
        max=quiz.worth or 0,
        attempt=attempt.pk if attempt else None,
        points=attempt.points if attempt else 0,
        done=mine,
        effort=effort.get(quiz.public_id, Effort()),
    )


def _state(quiz: Quiz, extra: datetime.timedelta, attempt: Attempt | None) -> str:
    now = clock.now()
    if attempt is not None and attempt.finished_at is not None:
        return "finished"
    closed = stretched(quiz, extra).problem(now)
    if closed:
        return closed
    if attempt is None:
        return "new"
    if quiz.minutes is not None:
        end = attempt.started_at + datetime.timedelta(minutes=quiz.minutes) + extra
        if now > end + GRACE:
            return "time-over"
    return "started"
