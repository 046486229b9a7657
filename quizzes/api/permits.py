"""Which quiz, attempt and item a caller of the API may reach; everything else is 404."""

import uuid

from django.shortcuts import get_object_or_404
from rest_framework.request import Request

from courses.api.behalf import acting_user, machine_course, person, same_course
from quizzes import access
from quizzes.models import Attempt, Item, Quiz


def quiz_visible(request: Request, public_id: uuid.UUID) -> Quiz:
    """A quiz that the caller may see; a machine sees those that are not published, too."""
    own = machine_course(request)
    if own is None:
        return access.quiz_for(person(request), public_id)
    rows = Quiz.objects.select_related("course").exclude(mode=Quiz.Mode.PREVIEW)
    return get_object_or_404(rows, public_id=public_id, course=own)


def attempt_visible(request: Request, pk: uuid.UUID) -> Attempt:
    """One's own attempt, or one in a course that one teaches; any of the machine's course."""
    own = machine_course(request)
    if own is None:
        return access.attempt_for(person(request), pk)
    rows = Attempt.objects.select_related("quiz__course", "user")
    return get_object_or_404(rows, pk=pk, quiz__course=own)


def item_to_answer(request: Request, pk: uuid.UUID) -> Item:
    """An item of whoever acts (see ``courses.api.behalf.acting_user``)."""
    item = get_object_or_404(Item.objects.select_related("attempt__quiz__course"), pk=pk)
    course = item.attempt.quiz.course
    same_course(request, course)
    return access.own_item(acting_user(request, course), pk)
