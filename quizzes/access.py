"""The few functions that fetch and authorise. Views and API never fetch by id themselves.

A stranger gets 404, as if the thing did not exist; 403 is for people inside the course.
"""

import uuid

from django.db.models import QuerySet
from django.http import Http404

from accounts.models import User
from core.errors import NotAllowed
from courses.access import role_of
from courses.models import Course
from exercises.access import STAFF, grading_for, submission_for
from quizzes.models import Attempt, Item, Quiz

__all__ = [
    "STAFF",
    "attempt_for",
    "grading_for",
    "is_staff",
    "own_item",
    "quiz_for",
    "quiz_to_teach",
    "require_staff",
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
        raise NotAllowed("Only the teachers of this course can do this.")


def quiz_to_teach(user: User, public_id: uuid.UUID, *, roles: tuple[str, ...] = STAFF) -> Quiz:
    """A quiz whose results ``user`` may see."""
    quiz = quiz_for(user, public_id)
    if role_of(user, quiz.course) not in roles:
        raise NotAllowed("Only the teachers of this course can do this.")
    return quiz


def attempt_for(user: User, pk: uuid.UUID) -> Attempt:
    """One's own attempt, or one in a course one teaches."""
    attempt = Attempt.objects.select_related("quiz__course", "user").filter(pk=pk).first()
    if attempt is None or role_of(user, attempt.quiz.course) is None:
        raise Http404
    if attempt.user_id != user.pk and not is_staff(user, attempt.quiz):
        raise Http404
    return attempt


def own_item(user: User, pk: uuid.UUID) -> Item:
    """An item to answer: it must be one's own, in a course one is still in."""
    items = Item.objects.select_related("attempt__quiz__course", "slot", "variant__version")
    item = items.filter(pk=pk, attempt__user=user).first()
    if item is None or role_of(user, item.attempt.quiz.course) is None:
        raise Http404
    return item
