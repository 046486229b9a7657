"""Who acts, and in which course, whatever the caller is: a browser, a person's program, a machine."""

import uuid
from typing import Any

from django.http import Http404
from django.utils.translation import gettext
from rest_framework import serializers
from rest_framework.request import Request

from accounts.models import Identity, User
from core.errors import Invalid, NotAllowed
from courses.access import course_for, role_of
from courses.models import Course, CourseToken, Enrolment, Role
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
        return _person(request)
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


def readable_course(request: Request, public_id: uuid.UUID | str | None = None) -> Course:
    """The course that the caller asks about: ``public_id``, or ``?course=``; a machine's own.

    Raises ``Http404`` for a course the caller is not in, ``Invalid`` where none is named.
    """
    named = public_id or request.query_params.get("course")
    token = request.auth
    if named is None and isinstance(token, CourseToken):
        return token.course
    if named is None:
        raise Invalid(gettext("Name the course: ?course=…"))
    try:
        wanted = uuid.UUID(str(named))
    except ValueError as error:
        raise Http404 from error
    if isinstance(token, CourseToken):
        if token.course.public_id != wanted:
            raise Http404
        return token.course
    return course_for(_person(request), wanted)


def reader(request: Request, course: Course) -> User:
    """Who reads: the caller; for a machine the student of ``?issuer=&subject=``, else a teacher.

    Without a named student a machine reads as the teacher who made its token, or, when
    that one has left, as another teacher. What is read this way must be kept to ``course``
    by the view (``same_course``): that teacher may teach elsewhere too.
    """
    token = request.auth
    if not isinstance(token, CourseToken):
        return _person(request)
    same_course(request, course)
    subject = request.query_params.get("subject")
    if subject is None:
        return _teacher(token)
    issuer = request.query_params.get("issuer", token.issuer)
    if issuer != token.issuer:
        raise NotAllowed(gettext("This token may not act for people of this issuer."))
    named = Identity.objects.filter(issuer=issuer, subject=subject).select_related("user").first()
    if named is None or role_of(named.user, course) != Role.STUDENT:
        raise Http404
    return named.user


def _person(request: Request) -> User:
    # a machine is caught before; whatever else is no User has nothing here
    if not isinstance(request.user, User):
        raise Http404
    return request.user


def _teacher(token: CourseToken) -> User:
    if token.created_by is not None and role_of(token.created_by, token.course) == Role.TEACHER:
        return token.created_by
    places = Enrolment.objects.filter(course=token.course, role=Role.TEACHER, left_at=None)
    place = places.select_related("user").order_by("created_at").first()
    if place is None:
        raise NotAllowed(gettext("This course has no teacher."))
    return place.user
