"""A teacher tries an exercise as a student would: the same pages, nothing in any gradebook."""

from django.db import transaction
from django.db.models import Max

from accounts.models import User
from courses.models import Course
from exercises.models import Exercise, Variant
from quizzes.models import Attempt, Item, Quiz, Slot, SlotExercise
from quizzes.services.bundled import worth

SLUG = "preview"
TITLE = {"fr": "Aperçu", "en": "Preview"}


@transaction.atomic
def preview_item(*, course: Course, exercise: Exercise, variant: Variant, user: User) -> Item:
    """The teacher's own item for this variant; asking again for the same one finds it again."""
    quiz, _ = Quiz.objects.select_for_update().get_or_create(
        course=course,
        slug=SLUG,
        defaults={
            "title": TITLE,
            "mode": Quiz.Mode.PREVIEW,
            "tries": 0,
            "solutions": Quiz.Solutions.AFTER_FULL,
        },
    )
    slot = _slot(quiz, exercise)
    attempt, _ = Attempt.objects.get_or_create(quiz=quiz, user=user, number=1)
    if attempt.finished_at is not None:  # handed in while trying that, too
        Attempt.objects.filter(pk=attempt.pk).update(finished_at=None)
    latest = Item.objects.filter(attempt=attempt, slot=slot).order_by("-round").first()
    if latest is not None and latest.variant_id == variant.pk:
        return latest
    return Item.objects.create(
        attempt=attempt,
        slot=slot,
        round=latest.round + 1 if latest else 1,
        variant=variant,
        max_points=sum(question["points"] for question in variant.questions.values()),
    )


def _slot(quiz: Quiz, exercise: Exercise) -> Slot:
    known = Slot.objects.filter(quiz=quiz, exercises=exercise).first()
    if known is not None:
        return known
    last = quiz.slots.aggregate(last=Max("position"))["last"] or 0
    slot = Slot.objects.create(
        quiz=quiz, position=last + 1, points=worth(Exercise.objects.filter(pk=exercise.pk))
    )
    SlotExercise.objects.create(slot=slot, exercise=exercise)
    return slot
