"""The few functions that fetch and authorise exercises, submissions and gradings."""

import uuid

from django.db.models import Q, QuerySet
from django.http import Http404
from django.utils.translation import gettext as _

from accounts.models import User
from core.errors import NotAllowed
from courses.access import role_of
from courses.models import Course, Enrolment, Role
from exercises.models import Exercise, Grading, Submission, Variant

STAFF = (Role.TEACHER, Role.GRADER)


def _taught(user: User) -> QuerySet[Enrolment]:
    return Enrolment.objects.filter(user=user, left_at=None, role__in=STAFF)


def exercises_of(user: User, course: Course) -> QuerySet[Exercise]:
    """What a teacher of ``course`` may use: its own exercises and the library's."""
    if role_of(user, course) not in STAFF:
        raise NotAllowed(_("Only the teachers of this course can see its exercises."))
    return usable_in(course)


def usable_in(course: Course) -> QuerySet[Exercise]:
    """The exercises of a course and the library's, for a caller who was authorised."""
    return Exercise.objects.filter(Q(course=course) | Q(course=None), archived_at=None)


def exercise_for(user: User, public_id: uuid.UUID) -> Exercise:
    """An exercise that ``user`` may read: of a course they teach; the library for any teacher."""
    rows = Exercise.objects.select_related("course", "current")
    exercise = rows.filter(public_id=public_id).first()
    if exercise is None:
        raise Http404
    taught = _taught(user)
    if exercise.course_id is not None:
        taught = taught.filter(course=exercise.course_id)
    if not taught.exists():
        raise Http404
    return exercise


def exercise_to_edit(user: User, public_id: uuid.UUID) -> Exercise:
    """An exercise that ``user`` may change: a teacher's, in its course; never the library's."""
    exercise = exercise_for(user, public_id)
    if exercise.course is None:
        raise NotAllowed(
            _("The library is read-only: download this exercise and upload it to your course.")
        )
    if role_of(user, exercise.course) != Role.TEACHER:
        raise NotAllowed(_("Only teachers can change exercises."))
    return exercise


def variant_for(user: User, public_id: uuid.UUID) -> Variant:
    """A deployed variant, for those who may read its exercise."""
    variant = Variant.objects.select_related("version__exercise").filter(public_id=public_id)
    found = variant.first()
    if found is None:
        raise Http404
    exercise_for(user, found.version.exercise.public_id)
    return found


def submission_for(user: User, pk: uuid.UUID) -> Submission:
    """One's own submission, or one made in a course one teaches or grades."""
    rows = Submission.objects.select_related("course", "user", "variant__version__exercise")
    submission = rows.filter(pk=pk).first()
    if submission is None:
        raise Http404
    role = role_of(user, submission.course)
    if role in STAFF or (submission.user_id == user.pk and role is not None):
        return submission
    raise Http404


def grading_for(user: User, pk: uuid.UUID) -> Grading:
    """A grading of a submission that ``user`` may see."""
    grading = Grading.objects.filter(pk=pk).first()
    if grading is None:
        raise Http404
    grading.submission = submission_for(user, grading.submission_id)
    return grading
