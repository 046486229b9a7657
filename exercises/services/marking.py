"""What a person grants of an answer: a grading of its own, which the next one replaces."""

import uuid
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from accounts.models import User
from core import audit, clock
from core.storable import storable
from exercises.models import Grading, Part, Submission
from exercises.services.grading import set_current
from graders.contracts import Part as VerdictPart
from graders.kinds.text import KIND, parts_of

LONGEST_COMMENT = 4000


@dataclass(frozen=True)
class Marks:
    """Which criteria are granted, by id, and what the reader says."""

    granted: Collection[str]
    comment: str = ""


@transaction.atomic
def mark(
    *, submission: uuid.UUID, marks: Marks, by: User, seen: str, batch: uuid.UUID
) -> Grading | None:
    """Record what ``by`` grants of an answer in words; None if somebody marked it meanwhile.

    ``seen``: id of the grading that ``by`` had before their eyes. ``batch`` names what was
    marked at once, for ``undo``.
    """
    found = Submission.objects.select_for_update().select_related("variant").get(pk=submission)
    if str(found.current_grading_id) != seen:
        return None
    prepared: dict[str, Any] = found.variant.questions[found.question]
    if found.kind != KIND.name:
        raise ValueError(f"a {found.kind} question is not marked by a person")
    parts = parts_of(prepared, marks.granted)
    now = clock.now()
    comment = storable(marks.comment.strip()[:LONGEST_COMMENT])
    messages: list[dict[str, Any]] = [{"id": "text.marked", "params": {}}]
    if comment:
        messages.append({"id": "text.comment", "params": {"comment": comment}})
    grading = Grading.objects.create(
        submission=found,
        state=Grading.State.GRADED,
        origin=Grading.Origin.PERSON,
        answered="graded",
        points=sum(part.points for part in parts),
        max_points=found.max_score,
        messages=messages,
        replay={"batch": str(batch), "before": seen},
        graded_by=by,
        started_at=now,
        finished_at=now,
    )
    _keep(parts, grading)
    set_current(found, grading, counts=found.counts)
    audit.record(
        actor=by, action="marked", subject=found, course=found.course_id,
        grading=str(grading.pk), points=grading.points,
    )  # fmt: skip
    return grading


def _keep(parts: Sequence[VerdictPart], grading: Grading) -> None:
    Part.objects.bulk_create(
        Part(grading=grading, position=position, key=part.key, outcome=part.outcome,
             points=part.points, max=part.max, title=part.title,
             messages=[{"id": m.id, "params": m.params} for m in part.messages])
        for position, part in enumerate(parts)
    )  # fmt: skip


@transaction.atomic
def undo(*, gradings: Collection[Grading], by: User) -> int:
    """Make the gradings before these current again; returns for how many answers.

    A marking that another one has replaced since is left alone.
    """
    undone = 0
    for grading in gradings:
        found = Submission.objects.select_for_update().get(pk=grading.submission_id)
        before = found.gradings.filter(pk=grading.replay.get("before")).first()
        if before is None or found.current_grading_id != grading.pk:
            continue
        set_current(found, before, counts=found.counts)
        audit.record(
            actor=by, action="marking-undone", subject=found, course=found.course_id,
            grading=str(grading.pk),
        )  # fmt: skip
        undone += 1
    return undone
