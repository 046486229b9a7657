"""Making a submission: read the answer, store it, grade it here or queue it."""

from dataclasses import dataclass, replace
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from core import clock
from core.enqueue import enqueue
from core.errors import Invalid, TooMany
from core.storable import storable
from courses.models import Course
from exercises.models import Grading, Submission, Variant
from exercises.services import grading
from graders.kinds import REGISTRY, is_plain
from graders.kinds.base import Celled, Parsed

FREE_PER_HOUR = 20
WAITING_PER_PERSON = 4


@dataclass(frozen=True)
class Understood:
    """An answer to one question of a variant, as its kind understood it."""

    variant: Variant
    question: str
    raw: Any
    parsed: Parsed

    @property
    def prepared(self) -> dict[str, Any]:
        """The question as prepared for the variant."""
        return dict(self.variant.questions[self.question])

    @property
    def kind_name(self) -> str:
        """The question's kind."""
        return str(self.prepared["kind"])


def understand(*, variant: Variant, question: str, raw: Any) -> Understood:
    """Read an answer. Raises ``Invalid`` if the variant has no such question."""
    prepared = variant.questions.get(question)
    if prepared is None:
        raise Invalid(f"There is no question {question!r} here.")
    kind = REGISTRY[prepared["kind"]]
    if isinstance(kind, Celled):  # pictures and outputs of a notebook are not kept
        raw = kind.kept(prepared, raw)
    return Understood(variant, question, raw, kind.parse(prepared, raw))


def choose(understood: Understood, reading: int) -> Understood:
    """The answer read as the student has chosen; unchanged if there was no such choice."""
    parsed = understood.parsed
    if not 0 <= reading < len(parsed.ask):
        return understood
    _label, answer = parsed.ask[reading]
    return replace(understood, parsed=Parsed(answer=answer, read=parsed.read))


def _check_quota(user: User, purpose: str) -> None:
    hour_ago = clock.now() - clock.HOUR
    free = Submission.objects.filter(user=user, counts=False, created_at__gt=hour_ago)
    if purpose == Submission.Purpose.RUN:
        if free.count() >= FREE_PER_HOUR:
            raise TooMany(
                _("Twenty free runs in one hour: please wait a little, or submit your code.")
            )
        free = free.none()
    # whoever has used up the free runs may still submit
    if free.exclude(purpose=Submission.Purpose.RUN).count() >= FREE_PER_HOUR:
        raise TooMany(_("Twenty answers without a try in one hour: please wait a little."))
    waiting = Grading.objects.filter(
        submission__user=user,
        state__in=(Grading.State.QUEUED, Grading.State.RUNNING),
        priority=Grading.Priority.SUBMISSION,
    )
    if waiting.count() >= WAITING_PER_PERSON:
        raise TooMany(_("Four of your answers are still being graded: wait for one of them."))


@transaction.atomic
def create_submission(
    *,
    understood: Understood,
    user: User,
    course: Course,
    purpose: str = Submission.Purpose.STUDENT,
) -> Submission:
    """Store an answer and its grading. Call it within the transaction that allowed it.

    What only compares plain data is graded here and now; the rest is queued. Raises
    ``Invalid`` for an answer that cannot be read (see ``understand``), ``TooMany``.
    """
    if understood.parsed.answer is None:
        raise Invalid(_("This answer cannot be read; nothing was counted."))
    _check_quota(user, purpose)
    submission = Submission.objects.create(
        variant=understood.variant,
        question=understood.question,
        kind=understood.kind_name,
        user=user,
        course=course,
        purpose=purpose,
        counts=purpose != Submission.Purpose.RUN,
        answer=storable(understood.raw),
        read=storable(understood.parsed.answer),
        max_score=understood.prepared["points"],
    )
    run = Grading.objects.create(submission=submission)
    submission.current_grading = run
    submission.save(update_fields=["current_grading"])
    if is_plain(understood.prepared):
        grading.grade_here(run)
    else:
        enqueue("exercises.dispatch")
    return submission
