"""Recording verdicts: once, by the right token, checked again; and grading plain kinds here."""

import logging
from typing import Any

from django.db import transaction

from core import clock, events
from core.storable import storable
from exercises.models import Grading, Part, Submission
from exercises.services import leases
from exercises.services.repeating import not_again
from graders.contracts import GradeRequest, Limits, Verdict
from graders.kinds import REGISTRY

_log = logging.getLogger(__name__)


def request_for(grading: Grading, *, uses: dict[str, Any] | None = None) -> GradeRequest:
    """What a grader needs for this grading."""
    submission = grading.submission
    variant = submission.variant
    prepared = variant.questions[submission.question]
    return GradeRequest(
        grading=str(grading.pk),
        token=grading.token,
        kind=submission.kind,
        question=prepared,
        answer=submission.read,
        values=variant.values,
        uses=uses or {},
        bundle=variant.version.bundle_id,
        seed=variant.seed,
        hidden_seed=submission.hidden_seed,
        limits=Limits(**prepared.get("limits", {})),
        visible_only=submission.purpose == Submission.Purpose.RUN,
    )


def grade_here(grading: Grading) -> None:
    """Grade a kind that only compares plain data, in this process and transaction."""
    leases.claim_one(grading)
    verdict = REGISTRY[grading.submission.kind].grade(request_for(grading))
    if not accept(verdict):
        raise RuntimeError(f"grading {grading.pk} was claimed twice")
    grading.refresh_from_db()


@transaction.atomic
def accept(verdict: Verdict) -> bool:
    """Write verdict, parts, score and the ``graded`` event; False if it is not wanted.

    Only a grading in state ``running`` whose latest claim carries this token takes a
    verdict, and takes one: late, forged and repeated ones change nothing.
    """
    grading = (
        leases.claimed(Grading.objects.all(), verdict.grading, verdict.token)
        .select_for_update()
        .first()
    )
    if grading is None:
        _log.warning("a verdict for grading %s was not wanted", verdict.grading)
        return False
    if verdict.state == "failed":
        leases.give_up_or_queue(grading, fault=verdict.fault or "sandbox-error", staff=verdict)
        return True
    _check_points(verdict)
    _write(grading, verdict)
    return True


def _check_points(verdict: Verdict) -> None:
    """The engine's own sums must hold. Raises ``ValueError``: the verdict is not recorded."""
    if verdict.points > verdict.max:
        raise ValueError("a verdict gives more points than there are")
    if any(part.points > part.max for part in verdict.parts):
        raise ValueError("a part gives more points than it has")


def _write(grading: Grading, verdict: Verdict) -> None:
    grading.state = Grading.State.GRADED
    if verdict.answered == "awaiting-person":
        grading.state = Grading.State.AWAITING_PERSON
    grading.answered = verdict.answered
    grading.points, grading.max_points = verdict.points, verdict.max
    grading.messages = [_plain(m) for m in verdict.messages]
    grading.staff = [_plain(m) for m in (*verdict.staff, *not_again(grading, verdict))]
    grading.output = storable(verdict.output)
    grading.replay = verdict.replay
    grading.finished_at = clock.now()
    grading.token = ""
    grading.save()
    Part.objects.bulk_create(
        Part(
            grading=grading,
            position=position,
            key=part.key,
            outcome=part.outcome,
            points=part.points,
            max=part.max,
            title=part.title,
            visible=part.visible,
            messages=[_plain(m) for m in part.messages],
            details=list(part.details),
            cpu_ms=part.cpu_ms,
        )
        for position, part in enumerate(verdict.parts)
    )
    submission = Submission.objects.select_for_update().get(pk=grading.submission_id)
    set_current(submission, grading, counts=verdict.counts)


def _plain(message: Any) -> dict[str, Any]:
    return {"id": message.id, "params": message.params}


def set_current(submission: Submission, grading: Grading, *, counts: bool) -> None:
    """Point the submission at ``grading`` and tell the layers above."""
    submission.current_grading = grading
    tried = submission.purpose == Submission.Purpose.RUN
    submission.counts = counts and not tried
    submission.score = scaled(grading.points or 0, grading.max_points or 0, submission.max_score)
    if tried or grading.answered != "graded":  # what a person has yet to read is not worth zero
        submission.score = None
    submission.save(update_fields=["current_grading", "counts", "score"])
    events.append("graded", {"submission": str(submission.pk), "grading": str(grading.pk)})


def scaled(points: int, out_of: int, max_score: int) -> int:
    """Points of a verdict on the question's own scale, in thousandths, rounded half up."""
    return (2 * points * max_score + out_of) // (2 * out_of) if out_of else 0
