"""Setting a quiz: its dates and rules, and which exercises are in it."""

from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.text import slugify
from django.utils.translation import gettext as _

from accounts.models import User
from core import audit
from core.errors import Conflict
from courses.models import Course
from exercises.models import Exercise
from quizzes.models import Attempt, Draft, HintTaken, Item, ItemSubmission, Quiz, Slot, SlotExercise
from quizzes.services.attempts import make_item
from quizzes.services.bundled import worth


@transaction.atomic
def create_quiz(*, course: Course, title: str, language: str, actor: User) -> Quiz:
    """An empty quiz, not yet visible to students."""
    base = slugify(title)[:80] or "quiz"
    taken = set(Quiz.objects.filter(course=course).values_list("slug", flat=True))
    slug = next(s for s in (base, *(f"{base}-{n}" for n in range(2, 10_000))) if s not in taken)
    quiz = Quiz.objects.create(course=course, slug=slug, title={language: title})
    audit.record(actor=actor, action="quiz-created", subject=quiz, course=course.pk)
    return quiz


@transaction.atomic
def add_exercise(*, quiz: Quiz, exercise: Exercise, actor: User) -> Slot:
    """Put an exercise at the end of a quiz, once; whoever has started the quiz gets it, too.

    Raises ``Conflict`` if the exercise is not published.
    """
    Quiz.objects.select_for_update().get(pk=quiz.pk)
    if exercise.current is None:
        raise Conflict(_("This exercise is not published yet: its check has not passed."))
    known = Slot.objects.filter(quiz=quiz, exercises=exercise).first()
    if known is not None:
        return known
    last = quiz.slots.aggregate(last=Max("position"))["last"] or 0
    points = worth(Exercise.objects.filter(pk=exercise.pk))
    slot = Slot.objects.create(quiz=quiz, position=last + 1, points=points)
    SlotExercise.objects.create(slot=slot, exercise=exercise)
    for attempt in Attempt.objects.filter(quiz=quiz):
        make_item(attempt=attempt, slot=slot)
    audit.record(
        actor=actor, action="slot-added", subject=quiz, course=quiz.course_id, slug=exercise.slug
    )
    return slot


@transaction.atomic
def remove_slot(*, slot: Slot, actor: User) -> None:
    """Take a slot out. Raises ``Conflict`` where somebody works on it: work is never lost."""
    quiz = Quiz.objects.select_for_update().get(pk=slot.quiz_id)
    items = Item.objects.filter(slot=slot)
    if any(
        work.objects.filter(item__in=items).exists() for work in (ItemSubmission, Draft, HintTaken)
    ):
        said = _("Students work on this exercise already; it cannot be taken out any more.")
        raise Conflict(said)
    position = slot.position
    items.delete()
    slot.delete()
    for later in quiz.slots.filter(position__gt=position).order_by("position"):
        Slot.objects.filter(pk=later.pk).update(position=later.position - 1)
    audit.record(actor=actor, action="slot-removed", subject=quiz, course=quiz.course_id)


@transaction.atomic
def move_up(*, quiz: Quiz, position: int, actor: User) -> None:
    """Let a slot and the one before it change places; nothing happens to the first one."""
    Quiz.objects.select_for_update().get(pk=quiz.pk)
    slots = {slot.position: slot for slot in quiz.slots.all()}
    before = max((at for at in slots if at < position), default=None)
    if position not in slots or before is None:
        return
    # the constraint that positions differ is checked at the end of the transaction
    Slot.objects.filter(pk=slots[before].pk).update(position=position)
    Slot.objects.filter(pk=slots[position].pk).update(position=before)
    audit.record(actor=actor, action="slot-moved", subject=quiz, course=quiz.course_id)


@transaction.atomic
def change_quiz(*, quiz: Quiz, actor: User, **fields: Any) -> Quiz:
    """Change dates and rules; only what differs is written and audited."""
    changed = {name: value for name, value in fields.items() if getattr(quiz, name) != value}
    for name, value in changed.items():
        setattr(quiz, name, value)
    if changed:
        quiz.save(update_fields=list(changed))
        audit.record(
            actor=actor,
            action="quiz-changed",
            subject=quiz,
            course=quiz.course_id,
            **{name: str(value) for name, value in changed.items()},
        )
    return quiz
