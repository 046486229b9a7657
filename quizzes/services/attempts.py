"""Starting, continuing and finishing an attempt."""

import secrets

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from accounts.models import User
from core import audit, clock
from core.errors import Conflict
from exercises.models import Exercise, Variant
from quizzes.models import Attempt, Item, Quiz, Slot
from quizzes.services import rules


def current_attempt(*, quiz: Quiz, user: User) -> Attempt | None:
    """The person's latest attempt, or None."""
    attempts = Attempt.objects.select_related("quiz__course")
    return attempts.filter(quiz=quiz, user=user).order_by("-number").first()


def start_attempt(*, quiz: Quiz, user: User) -> Attempt:
    """The person's attempt, started now if there is none: pressing twice changes nothing.

    Raises ``Conflict`` before the opening and after the due date.
    """
    attempt = current_attempt(quiz=quiz, user=user)
    if attempt is not None:
        return attempt
    closed = rules.window(quiz, user.pk).problem(clock.now())
    if closed:
        raise Conflict(str(rules.PROBLEMS[closed]), reason=closed)
    try:
        with transaction.atomic():
            attempt = Attempt.objects.create(quiz=quiz, user=user, number=1)
            for slot in quiz.slots.all():
                make_item(attempt=attempt, slot=slot)
    except IntegrityError:  # the other tab was first
        attempt = current_attempt(quiz=quiz, user=user)
        if attempt is None:
            raise
    return attempt


def make_item(*, attempt: Attempt, slot: Slot, round_: int = 1) -> Item:
    """Give the person a deployed variant of an exercise of the slot, at random, for good."""
    pool = list(Exercise.objects.filter(slots=slot, current__isnull=False))
    if not pool:
        raise Conflict(_("An exercise of this quiz is not published yet; tell your teacher."))
    seen = Item.objects.filter(attempt=attempt, slot=slot).values_list("variant", flat=True)
    variant = _draw(secrets.choice(pool), slot, round_, seen=list(seen))
    total = sum(question["points"] for question in variant.questions.values())
    return Item.objects.create(
        attempt=attempt, slot=slot, round=round_, variant=variant, max_points=slot.points or total
    )


def _draw(exercise: Exercise, slot: Slot, round_: int, *, seen: list[int]) -> Variant:
    variants = Variant.objects.filter(version=exercise.current)
    if slot.variant_name and round_ == 1:
        named = variants.filter(name=slot.variant_name).first()
        if named is not None:
            return named
    # named variants are the sheet's own; whoever wants another one gets a drawn one
    candidates = list(variants.filter(name="").exclude(pk__in=seen)) or list(variants)
    if not candidates:
        raise Conflict(_("An exercise of this quiz has no variant; tell your teacher."))
    return secrets.choice(candidates)


@transaction.atomic
def another_variant(*, item: Item) -> Item:
    """In practice: the same slot again with another variant. Raises ``Conflict`` elsewhere."""
    attempt = Attempt.objects.select_for_update().get(pk=item.attempt_id)
    if item.attempt.quiz.mode != Quiz.Mode.PRACTICE:
        raise Conflict(_("Another variant can be had in practice only."))
    latest = Item.objects.filter(attempt=attempt, slot=item.slot).order_by("-round").first()
    if latest is not None and latest.round > item.round:  # pressed twice
        return latest
    return make_item(attempt=item.attempt, slot=item.slot, round_=item.round + 1)


@transaction.atomic
def finish_attempt(*, attempt: Attempt, actor: User) -> None:
    """Hand the quiz in. Doing it twice changes nothing."""
    changed = Attempt.objects.filter(pk=attempt.pk, finished_at=None).update(
        finished_at=clock.now()
    )
    if changed:
        audit.record(
            actor=actor, action="attempt-finished", subject=attempt, course=attempt.quiz.course_id
        )


@transaction.atomic
def reopen_attempt(*, attempt: Attempt, actor: User) -> None:
    """Undo of handing in: by the student at once, or by a teacher."""
    Attempt.objects.filter(pk=attempt.pk).update(finished_at=None)
    audit.record(
        actor=actor, action="attempt-reopened", subject=attempt, course=attempt.quiz.course_id
    )
