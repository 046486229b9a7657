"""Entering and leaving a course. Nobody is ever deleted: their work stays."""

from django.db import transaction
from django.utils.translation import gettext

from accounts.models import User
from core import audit, clock
from core.errors import Conflict, NotAllowed
from courses.models import Course, Enrolment, Role


@transaction.atomic
def enrol(
    *, course: Course, user: User, role: str = Role.STUDENT, by: User | None = None
) -> Enrolment:
    """Give ``user`` a place. Whoever has one keeps it and its role; whoever left comes back."""
    place, new = Enrolment.objects.get_or_create(
        course=course, user=user, defaults={"role": Role(role)}
    )
    if new:
        audit.record(
            actor=by or user, action="place.taken", subject=place, course=course.pk, role=role
        )
    elif place.left_at is not None:
        place.role = Role(role)
        place.left_at = None
        place.save(update_fields=["role", "left_at"])
        audit.record(
            actor=by or user, action="place.back", subject=place, course=course.pk, role=role
        )
    return place


@transaction.atomic
def join(*, course: Course, user: User) -> Enrolment:
    """Enter as a student by the course's link.

    Raises ``Conflict`` where the link is closed, ``NotAllowed`` for whoever was taken out
    of the course: the link must not undo what a teacher did.
    """
    if not course.join_open:
        raise Conflict(gettext("This link is closed. Ask a teacher of the course to open it."))
    if Enrolment.objects.filter(course=course, user=user).exclude(left_at=None).exists():
        raise NotAllowed(
            gettext("You have left this course. Only one of its teachers can bring you back.")
        )
    return enrol(course=course, user=user)


@transaction.atomic
def leave(*, place: Enrolment, by: User) -> Enrolment:
    """Take somebody out. Raises ``Conflict`` for the last teacher."""
    place = _locked(place)
    if place.left_at is not None:
        return place
    _keep_a_teacher(place)
    place.left_at = clock.now()
    place.save(update_fields=["left_at"])
    audit.record(actor=by, action="place.left", subject=place, course=place.course_id)
    return place


@transaction.atomic
def restore(*, place: Enrolment, by: User) -> Enrolment:
    """Undo ``leave``: the same place, the same role."""
    place = _locked(place)
    if place.left_at is not None:
        place.left_at = None
        place.save(update_fields=["left_at"])
        audit.record(actor=by, action="place.restored", subject=place, course=place.course_id)
    return place


@transaction.atomic
def change_role(*, place: Enrolment, role: str, by: User) -> Enrolment:
    """Make a student a grader, and so on. Raises ``Conflict`` for the last teacher."""
    place = _locked(place)
    old, new = place.role, Role(role)
    if old == new:
        return place
    if new != Role.TEACHER:
        _keep_a_teacher(place)
    place.role = new
    place.save(update_fields=["role"])
    audit.record(
        actor=by, action="place.role", subject=place, course=place.course_id, old=old, new=str(new)
    )
    return place


def _locked(place: Enrolment) -> Enrolment:
    # the course's row is the lock: two teachers must not demote each other at the same time
    Course.objects.select_for_update().get(pk=place.course_id)
    return Enrolment.objects.select_related("user", "course").get(pk=place.pk)


def _keep_a_teacher(place: Enrolment) -> None:
    if place.role != Role.TEACHER or place.left_at is not None:
        return
    others = Enrolment.objects.filter(course=place.course_id, role=Role.TEACHER, left_at=None)
    if not others.exclude(pk=place.pk).exists():
        raise Conflict(
            gettext("A course keeps at least one teacher. Make somebody else one first.")
        )
