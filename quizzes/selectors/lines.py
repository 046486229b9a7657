"""Quizzes as lines of a list: what is due, where one stands. A constant number of queries."""

import datetime
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet, Sum

from accounts.models import User
from core import clock
from courses.models import Enrolment
from quizzes.models import Attempt, Item, Quiz
from quizzes.services.rules import GRACE, stretched
from web.text.language import localized
from web.text.marks import share

SOON = datetime.timedelta(days=3)


@dataclass(frozen=True)
class QuizLine:
    """One quiz as one person sees it. Points in thousandths.

    ``state``: ``new`` (can be started), ``started``, ``finished``, or why it is closed:
    ``not-open``, ``past-due``, ``time-over``.
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
    answered: int
    mastered: int

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
        """The mark of the points reached; a ring before anything was answered."""
        return share(self.points, self.max) if self.answered else "unanswered"

    @property
    def steps(self) -> int:
        """Exercises done in full, as thousandths: one step of the stair each."""
        return 1000 * self.mastered

    @property
    def all_steps(self) -> int:
        """All exercises, as thousandths."""
        return 1000 * self.slots


def quiz_lines(quizzes: QuerySet[Quiz], user: User, language: str) -> list[QuizLine]:
    """The quizzes as ``user`` sees them, first due first: four queries."""
    rows = list(
        quizzes.select_related("course").annotate(
            count=Count("slots", distinct=True), worth=Sum("slots__points")
        )
    )
    places = Enrolment.objects.filter(user=user, course__in={quiz.course_id for quiz in rows})
    extra = {place.course_id: datetime.timedelta(minutes=place.extra_minutes) for place in places}
    attempts = {
        attempt.quiz_id: attempt
        for attempt in Attempt.objects.filter(user=user, quiz__in=rows).order_by("number")
    }
    work = _work(attempts.values())
    lines = [
        _line(quiz, extra.get(quiz.course_id), attempts.get(quiz.pk), work, language)
        for quiz in rows
    ]
    late = datetime.datetime.max.replace(tzinfo=datetime.UTC)
    return sorted(lines, key=lambda line: (line.due_at or late, line.title))


@dataclass
class _Work:
    answered: int = 0
    mastered: int = 0


def _work(attempts: Iterable[Attempt]) -> dict[uuid.UUID, _Work]:
    """Slots answered and slots done in full, by attempt."""
    counted = Count("entries", filter=Q(entries__submission__counts=True))
    items = Item.objects.filter(attempt__in=[a.pk for a in attempts]).annotate(tries=counted)
    slots: dict[tuple[uuid.UUID, int], tuple[bool, bool]] = {}
    for item in items:
        key = (item.attempt_id, item.slot_id)
        answered, full = slots.get(key, (False, False))
        done = item.tries > 0 and item.points >= item.max_points
        slots[key] = (answered or item.tries > 0, full or done)
    work: dict[uuid.UUID, _Work] = {}
    for (attempt, _), (answered, full) in slots.items():
        mine = work.setdefault(attempt, _Work())
        mine.answered += answered
        mine.mastered += full
    return work


def _line(
    quiz: Any,  # with `count` and `worth` of the query
    extra: datetime.timedelta | None,
    attempt: Attempt | None,
    work: dict[uuid.UUID, _Work],
    language: str,
) -> QuizLine:
    more = extra or datetime.timedelta()
    dates = stretched(quiz, more)
    mine = work.get(attempt.pk, _Work()) if attempt else _Work()
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
        answered=mine.answered,
        mastered=mine.mastered,
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
