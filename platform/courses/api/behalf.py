"""Who acts, and in which course, whoever calls: a browser, a person's program, a machine."""

import uuid
from typing import Any

from django.http import Http404
from django.utils.translation import gettext
from rest_framework import serializers
from rest_framework.request import Request

from accounts.models import User
from core.errors import Invalid
from courses.access import course_for
from courses.models import Course, CourseToken
from courses.services import act_on_behalf


class OnBehalfOf(serializers.Serializer[Any]):
    """Whom a machine acts for. Other callers leave it out."""

    issuer = serializers.CharField(max_length=255)
    subject = serializers.CharField(max_length=255)
    name = serializers.CharField(max_length=150, required=False, allow_blank=True)


def acting_user(request: Request, course: Course) -> User:
    """Who answers: the caller, or the student named by ``on_behalf_of`` in a machine's body.

    The student is made and enrolled on first sight. Raises ``Http404`` for a machine of
    another course, ``Invalid`` without ``on_behalf_of``, ``NotAllowed`` as ``act_on_behalf``.
    """
    token = request.auth
    body = request.data if isinstance(request.data, dict) else {}
    named = body.get("on_behalf_of")
    if not isinstance(token, CourseToken):
        if named is not None:
            raise Invalid(gettext("Only a course's token can act on behalf of somebody."))
        return person(request)
    same_course(request, course)
    if named is None:
        raise Invalid(gettext("A course's token needs on_behalf_of: {issuer, subject}."))
    whom = OnBehalfOf(data=named)
    whom.is_valid(raise_exception=True)
    return act_on_behalf(token=token, **whom.validated_data)


def same_course(request: Request, course: Course) -> None:
    """A machine reaches its own course only. Raises ``Http404`` for any other."""
    if isinstance(request.auth, CourseToken) and request.auth.course_id != course.pk:
        raise Http404


def course_visible(request: Request, public_id: uuid.UUID) -> Course:
    """A course that the caller may see: one they are in; for a machine its own. Else 404."""
    own = machine_course(request)
    if own is None:
        return course_for(person(request), public_id)
    if own.public_id != public_id:
        raise Http404
    return own


def machine_course(request: Request) -> Course | None:
    """The one course of the machine that calls; None where the caller is a person."""
    return request.auth.course if isinstance(request.auth, CourseToken) else None


def person(request: Request) -> User:
    """The person who calls. Raises ``Http404`` for a machine."""
    if not isinstance(request.user, User):
        raise Http404
    return request.user
