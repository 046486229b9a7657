"""What came back: the latest verdicts of a student, newest first."""

import datetime
import uuid
from dataclasses import dataclass

from django.db.models import Prefetch

from accounts.models import User
from courses.models import Enrolment
from exercises.models import Grading, Part
from exercises.services.grading import scaled
from quizzes.models import ItemSubmission
from quizzes.selectors.verdicts import outcome_of, sentences
from quizzes.services.scoring import score_of
from web.text.language import localized

LOOKED_AT = 30
SHOWN = 4
SILENT = ("numeric.read", "numeric.read-unit", "table.read", "gap.read", "maths.stage-missing")
"""What says nothing away from its place: what was read, a stage that no line reaches."""


@dataclass(frozen=True)
class Returned:
    """One question's latest verdict. ``label``: where it stands, as ``5.2``; empty if alone."""

    attempt: uuid.UUID
    position: int
    question: str
    label: str
    title: str
    quiz: str
    outcome: str
    points: int | None
    max: int
    said: str
    at: datetime.datetime | None


def returned(user: User, language: str) -> list[Returned]:
    """The latest verdict of each exercise worked on, in courses one is still in: three queries."""
    places = Enrolment.objects.filter(user=user, left_at=None).values("course")
    parts = Prefetch(
        "submission__current_grading__parts",
        queryset=Part.objects.exclude(outcome__in=("passed", "not-run")).order_by("position"),
    )
    rows = (
        ItemSubmission.objects.filter(
            item__attempt__user=user,
            item__attempt__quiz__course__in=places,
            submission__current_grading__state__in=(Grading.State.GRADED, Grading.State.FAILED),
        )
        .select_related(
            "item__slot",
            "item__attempt__quiz",
            "item__variant__version",
            "submission__current_grading",
        )
        .prefetch_related(parts)
        .order_by("-submission__current_grading__finished_at")
    )
    latest: dict[uuid.UUID, ItemSubmission] = {}
    for row in rows[:LOOKED_AT]:
        latest.setdefault(row.item_id, row)
    return [_returned(row, language) for row in list(latest.values())[:SHOWN]]


def _returned(row: ItemSubmission, language: str) -> Returned:
    submission, grading = row.submission, row.submission.current_grading
    questions = row.item.variant.questions
    total = sum(question["points"] for question in questions.values())
    worth = scaled(submission.max_score, total, row.item.max_points)
    score = score_of(row)
    place = list(questions).index(row.question) + 1 if len(questions) > 1 else 0
    return Returned(
        attempt=row.item.attempt_id,
        position=row.item.slot.position,
        question=row.question,
        label=f"{row.item.slot.position}.{place}" if place else "",
        title=localized(row.item.variant.version.definition.get("title") or "", language),
        quiz=localized(row.item.attempt.quiz.title, language),
        outcome=outcome_of(submission, grading),
        points=None if score is None else scaled(score, submission.max_score, worth),
        max=worth,
        said=_first_sentence(grading, language),
        at=grading.finished_at if grading else None,
    )


def _first_sentence(grading: Grading | None, language: str) -> str:
    """What differs, and where first, in one sentence; empty where there is nothing to say."""
    if grading is None:
        return ""
    # what was left blank explains least
    for part in sorted(grading.parts.all(), key=_blank):
        if part.messages and part.messages[0]["id"] not in SILENT:
            return sentences(part.messages[:1], language)[0]
    told = [one for one in grading.messages if one["id"] not in SILENT]
    said = sentences(told[:1], language)
    return said[0] if said else ""


def _blank(part: Part) -> bool:
    return bool(part.details) and part.details[0].get("why") == "blank"
