"""A teacher's courses at a glance: who works, and where they stumble."""

import datetime
import uuid
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Avg, Count, F, FloatField, Q, Sum
from django.db.models.functions import Cast

from courses.models import Course, Enrolment, Role
from quizzes.models import Attempt, Item, Quiz, SlotExercise
from quizzes.selectors.marking import waiting
from web.text.language import localized

STUMBLE = 0.6
"""A mean share of the points below this is worth a sentence."""


@dataclass(frozen=True)
class TaughtQuiz:
    """One quiz: how many answered, what they reached, where they stumble."""

    id: uuid.UUID
    title: str
    practice: bool
    published: bool
    opens_at: datetime.datetime | None
    due_at: datetime.datetime | None
    slots: int
    max: int
    answered: int
    finished: int
    mean: int | None
    stumble: str
    unread: int = 0
    """Answers in words that wait for a reader."""


@dataclass(frozen=True)
class Taught:
    """One course that somebody teaches or grades."""

    id: uuid.UUID
    title: str
    subtitle: str
    students: int
    role: str
    quizzes: list[TaughtQuiz]


def taught(courses: Sequence[Course], language: str) -> list[Taught]:
    """The courses with their quizzes: seven queries, however many there are."""
    students = Enrolment.objects.filter(course__in=courses, role=Role.STUDENT, left_at=None)
    people = dict(students.values_list("course").annotate(n=Count("pk")))
    quizzes = list(
        Quiz.objects.filter(course__in=courses)
        .exclude(mode=Quiz.Mode.PREVIEW)
        .filter(topic=None)
        .annotate(count=Count("slots", distinct=True), worth=Sum("slots__points"))
        .order_by("due_at", "pk")
    )
    numbers = _numbers(quizzes)
    hard = _stumbles(quizzes, language)
    unread = waiting(quizzes)
    by_course: dict[int, list[TaughtQuiz]] = defaultdict(list)
    for quiz in quizzes:
        row = numbers.get(quiz.pk, {})
        shown = _quiz(quiz, row, hard.get(quiz.pk, ""), language)
        by_course[quiz.course_id].append(replace(shown, unread=unread.get(quiz.pk, 0)))
    return [
        Taught(
            id=course.public_id,
            title=localized(course.title, language),
            subtitle=localized(course.subtitle, language),
            students=people.get(course.pk, 0),
            role=course.role,  # type: ignore[attr-defined]
            quizzes=by_course[course.pk],
        )
        for course in courses
    ]


def taught_course(course: Course, role: str, language: str) -> Taught:
    """One course as its teacher sees it."""
    course.role = role  # type: ignore[attr-defined]
    return taught([course], language)[0]


def _quiz(quiz: Any, row: dict[str, Any], stumble: str, language: str) -> TaughtQuiz:
    mean = row.get("mean")
    return TaughtQuiz(
        id=quiz.public_id,
        title=localized(quiz.title, language),
        practice=quiz.mode == Quiz.Mode.PRACTICE,
        published=quiz.published,
        opens_at=quiz.opens_at,
        due_at=quiz.due_at,
        slots=quiz.count,
        max=quiz.worth or 0,
        answered=row.get("answered", 0),
        finished=row.get("finished", 0),
        mean=None if mean is None else round(mean),
        stumble=stumble,
    )


def _numbers(quizzes: Sequence[Quiz]) -> dict[int, dict[str, Any]]:
    """By quiz: how many people answered something, handed it in, and their mean."""
    rows = Attempt.objects.filter(quiz__in=quizzes, items__entries__isnull=False).distinct()
    found = (
        Attempt.objects.filter(pk__in=rows.values("pk"))
        .values("quiz")
        .annotate(
            answered=Count("user", distinct=True),
            finished=Count("pk", filter=Q(finished_at__isnull=False)),
            mean=Avg("points"),
        )
    )
    return {row["quiz"]: dict(row) for row in found}


def _stumbles(quizzes: Sequence[Quiz], language: str) -> dict[int, str]:
    """By quiz: the title of the exercise with the lowest mean, where that is low."""
    worked = Item.objects.filter(
        entries__submission__score__isnull=False, attempt__quiz__in=quizzes, max_points__gt=0
    )
    rows = (
        Item.objects.filter(pk__in=worked.values("pk"))
        .values("attempt__quiz", "slot")
        .annotate(mean=Avg(Cast("points", FloatField()) / F("max_points")))
        .order_by("mean")
    )
    worst: dict[int, int] = {}
    for row in rows:
        if row["mean"] < STUMBLE:
            worst.setdefault(row["attempt__quiz"], row["slot"])
    titles = SlotExercise.objects.filter(slot__in=worst.values()).values_list(
        "slot", "exercise__current__definition__title"
    )
    names = {slot: localized(title or "", language) for slot, title in titles}
    return {quiz: names.get(slot, "") for quiz, slot in worst.items()}
