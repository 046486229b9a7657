"""The gradebook as data: constant numbers of queries, however many people there are."""

import datetime
import uuid
from dataclasses import dataclass

from django.db.models import Sum

from accounts.models import Identity
from courses.models import Course, Enrolment, Role
from quizzes.models import Attempt, Quiz


@dataclass(frozen=True)
class Grade:
    """One person's points in one quiz, in thousandths; ``points`` None: never started.

    ``subject``: what the issuer that was asked for calls the person, if it knows them.
    """

    user: uuid.UUID
    subject: str | None
    name: str
    quiz: uuid.UUID
    points: int | None
    max_points: int
    finished_at: datetime.datetime | None


def course_grades(course: Course, *, issuer: str = "") -> list[Grade]:
    """A row for each student × graded quiz, by name and then by quiz."""
    quizzes = list(
        Quiz.objects.filter(course=course, mode=Quiz.Mode.GRADED)
        .annotate(worth=Sum("slots__points"))
        .order_by("pk")
    )
    places = Enrolment.objects.filter(course=course, role=Role.STUDENT, left_at=None)
    attempts = {
        (attempt.user_id, attempt.quiz_id): attempt
        for attempt in Attempt.objects.filter(quiz__in=quizzes).order_by("number")
    }
    known = Identity.objects.filter(issuer=issuer, user__in=places.values("user"))
    subjects = dict(known.values_list("user", "subject")) if issuer else {}
    rows = []
    for place in places.select_related("user").order_by("user__name", "user__pk"):
        for quiz in quizzes:
            attempt = attempts.get((place.user_id, quiz.pk))
            rows.append(
                Grade(
                    user=place.user.public_id,
                    subject=subjects.get(place.user_id),
                    name=place.user.name,
                    quiz=quiz.public_id,
                    points=attempt.points if attempt else None,
                    max_points=quiz.worth or 0,
                    finished_at=attempt.finished_at if attempt else None,
                )
            )
    return rows
