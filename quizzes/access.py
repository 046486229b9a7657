"""The few functions that fetch and authorise. Views and API never fetch by id themselves.

A stranger gets 404, as if the thing did not exist; 403 is for people inside the course.
"""

import uuid

from django.db.models import QuerySet
from django.http import Http404
from django.utils.translation import gettext as _

from accounts.models import User
from core.errors import NotAllowed
from courses.access import role_of
from courses.models import Course
from exercises.access import STAFF, grading_for, submission_for
from quizzes.models import Attempt, Item, ItemSubmission, Quiz

__all__ = [
    "STAFF",
    "attempt_for",
    "entry_for",
    "grading_for",
    "is_staff",
    "item_of",
    "own_attempt",
    "own_item",
    "quiz_for",
    "quiz_to_teach",
    "require_staff",
    "role_of",
    "submission_for",
    "visible_quizzes",
]


def is_staff(user: User, quiz: Quiz) -> bool:
    """Whether ``user`` teaches or grades in the quiz's course."""
    return role_of(user, quiz.course) in STAFF


def quiz_for(user: User, public_id: uuid.UUID) -> Quiz:
    """A quiz that ``user`` may see: published, or theirs to teach."""
    quiz = Quiz.objects.select_related("course").filter(public_id=public_id).first()
    if quiz is None:
        raise Http404
    role = role_of(user, quiz.course)
    if role is None or (role not in STAFF and not quiz.published):
        raise Http404
    return quiz


def visible_quizzes(user: User, quizzes: QuerySet[Quiz]) -> QuerySet[Quiz]:
    """Of the quizzes of one course, those that ``user`` may see."""
    first = quizzes.first()
    return quizzes if first is None or is_staff(user, first) else quizzes.filter(published=True)


def require_staff(user: User, course: Course) -> None:
    """Raises ``NotAllowed`` unless ``user`` teaches or grades in ``course``."""
    if role_of(user, course) not in STAFF:
        raise NotAllowed(_("Only the teachers of this course can do this."))


def quiz_to_teach(user: User, public_id: uuid.UUID, *, roles: tuple[str, ...] = STAFF) -> Quiz:
    """A quiz whose results ``user`` may see."""
    quiz = quiz_for(user, public_id)
    if role_of(user, quiz.course) not in roles:
        raise NotAllowed(_("Only the teachers of this course can do this."))
    return quiz


def attempt_for(user: User, pk: uuid.UUID) -> Attempt:
    """One's own attempt, or one in a course one teaches."""
    attempt = Attempt.objects.select_related("quiz__course", "user").filter(pk=pk).first()
    if attempt is None or role_of(user, attempt.quiz.course) is None:
        raise Http404
    if attempt.user_id != user.pk and not is_staff(user, attempt.quiz):
        raise Http404
    return attempt


def own_attempt(user: User, pk: uuid.UUID) -> Attempt:
    """One's own attempt, in a course one is still in."""
    attempt = attempt_for(user, pk)
    if attempt.user_id != user.pk:
        raise Http404
    return attempt


_PAGE = ("slot", "variant__version__exercise__current")


def item_of(attempt: Attempt, position: int, round_: int | None = None) -> Item:
    """The item at a place of an attempt that was authorised: its latest round, or the one named."""
    rows = Item.objects.filter(attempt=attempt, slot__position=position).select_related(*_PAGE)
    if round_ is not None:
        rows = rows.filter(round=round_)
    item = rows.order_by("-round").first()
    if item is None:
        raise Http404
    item.attempt = attempt
    return item


def own_item(user: User, pk: uuid.UUID) -> Item:
    """An item to answer: it must be one's own, in a course one is still in."""
    items = Item.objects.select_related("attempt__quiz__course", *_PAGE)
    item = items.filter(pk=pk, attempt__user=user).first()
    if item is None or role_of(user, item.attempt.quiz.course) is None:
        raise Http404
    return item


def entry_for(user: User, submission: uuid.UUID) -> ItemSubmission:
    """Which question of which item a submission answers: one's own, or a student's to staff."""
    rows = ItemSubmission.objects.select_related(
        "item__attempt__quiz__course", "item__attempt__user", *(f"item__{name}" for name in _PAGE)
    )
    entry = rows.filter(submission=submission).first()
    if entry is None:
        raise Http404
    attempt = entry.item.attempt
    role = role_of(user, attempt.quiz.course)
    if role in STAFF or (role is not None and attempt.user_id == user.pk):
        return entry
    raise Http404
