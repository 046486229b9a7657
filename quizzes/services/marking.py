"""Marking answers in words: a group at once, each as the group or in its own way; undo."""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from accounts.models import User
from exercises.models import Grading
from exercises.services import marking
from exercises.services.marking import Marks
from graders.kinds.text import KIND
from quizzes.models import ItemSubmission, Quiz


@dataclass(frozen=True)
class Wanted:
    """What one answer is to get, and the grading that its reader had before their eyes."""

    marks: Marks
    seen: str


@dataclass(frozen=True)
class Done:
    """How many answers were marked, and how many somebody else had marked meanwhile."""

    marked: int
    meanwhile: int


def latest(quizzes: Iterable[Quiz]) -> QuerySet[ItemSubmission]:
    """Each student's latest answer in words to each question."""
    later = ItemSubmission.objects.filter(
        item=OuterRef("item"), question=OuterRef("question"), number__gt=OuterRef("number")
    )
    return ItemSubmission.objects.filter(
        ~Exists(later),
        item__attempt__quiz__in=quizzes,
        submission__kind=KIND.name,
        submission__current_grading__isnull=False,
    )


@transaction.atomic
def mark_group(*, quiz: Quiz, wanted: Mapping[uuid.UUID, Wanted], by: User) -> Done:
    """Mark answers of ``quiz``; others, and answers that a newer one replaces, are passed over."""
    batch = uuid.uuid4()
    own = latest([quiz]).filter(submission__in=wanted)
    marked = 0
    for submission in own.order_by("submission").values_list("submission", flat=True):
        one = wanted[submission]
        made = marking.mark(
            submission=submission, marks=one.marks, by=by, seen=one.seen, batch=batch
        )
        marked += made is not None
    return Done(marked, len(wanted) - marked)


def last_batch(quiz: Quiz, question: str, by: User) -> list[Grading]:
    """What ``by`` marked last in a question and what still counts; empty if there is nothing."""
    current = latest([quiz]).filter(question=question).values("submission__current_grading")
    rows = Grading.objects.filter(
        pk__in=current, graded_by=by, origin=Grading.Origin.PERSON, state=Grading.State.GRADED
    )
    newest = rows.order_by("-finished_at").first()
    if newest is None:
        return []
    return list(rows.filter(replay__batch=newest.replay.get("batch")))


@transaction.atomic
def undo_last(*, quiz: Quiz, question: str, by: User) -> list[Grading]:
    """Take back what ``by`` marked last in a question; returns what was taken back."""
    gradings = last_batch(quiz, question, by)
    marking.undo(gradings=gradings, by=by)
    return gradings
