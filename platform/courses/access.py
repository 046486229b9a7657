"""Who may see which course. Everybody fetches courses through here, nobody by id alone.

Whoever has no place in a course gets 404, as if it did not exist; 403 is for people
inside whose role is too low.
"""

import uuid
from collections.abc import Collection

from django.contrib.auth.models import AnonymousUser
from django.db.models import F, QuerySet
from django.http import Http404
from django.utils.translation import gettext

from accounts.models import User
from core.errors import NotAllowed
from courses.models import Course, Enrolment, Role

STAFF = (Role.TEACHER, Role.GRADER)
TEACHERS = (Role.TEACHER,)


def role_of(user: User | AnonymousUser, course: Course) -> Role | None:
    """What ``user`` is in ``course`` now; None for whoever is not in it (or has left)."""
    # anonymous visitors and machines have no place of their own anywhere
    if not isinstance(user, User):
        return None
    rows = Enrolment.objects.filter(user=user, course=course, left_at=None)
    role = rows.values_list("role", flat=True).first()
    return Role(role) if role else None


def course_for(
    user: User | AnonymousUser, public_id: uuid.UUID, *, roles: Collection[str] | None = None
) -> Course:
    """The course, for somebody in it whose role is one of ``roles`` (any, by default).

    Raises ``Http404`` for whoever is not in it, ``NotAllowed`` for too low a role.
    """
    course = Course.objects.filter(public_id=public_id).first()
    role = role_of(user, course) if course else None
    if course is None or role is None:
        raise Http404
    if roles is not None and role not in roles:
        raise NotAllowed(gettext("Only the teachers of this course can do this."))
    return course


def courses_of(user: User) -> QuerySet[Course]:
    """The courses ``user`` is in, newest place first, each with ``role``."""
    places = Course.objects.filter(enrolments__user=user, enrolments__left_at=None)
    return (
        places.filter(archived_at=None)
        .annotate(role=F("enrolments__role"))
        .order_by("-enrolments__created_at", "-pk")
    )


def may_create_courses(user: User) -> bool:
    """Operators, and whoever teaches somewhere already."""
    if user.is_staff:
        return True
    return Enrolment.objects.filter(user=user, left_at=None, role=Role.TEACHER).exists()


def people_of(course: Course) -> QuerySet[Enrolment]:
    """The places in ``course`` that are taken, by name."""
    rows = Enrolment.objects.filter(course=course, left_at=None).select_related("user")
    return rows.order_by("user__name", "pk")


def place_for(course: Course, person: uuid.UUID) -> Enrolment:
    """The place of one person in ``course``, taken or left. Raises ``Http404``."""
    rows = Enrolment.objects.filter(course=course, user__public_id=person)
    place = rows.select_related("user", "course").first()
    if place is None:
        raise Http404
    return place


def course_by_code(code: str) -> Course:
    """The course with this join code, open or closed. Raises ``Http404``."""
    course = Course.objects.filter(join_code=code, archived_at=None).first()
    if course is None:
        raise Http404
    return course
