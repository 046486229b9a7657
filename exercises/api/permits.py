"""Who may read what through the API: people by their place, a machine within its course."""

import uuid

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from rest_framework.request import Request

from courses.access import role_of
from courses.api.behalf import machine_course, person
from courses.models import Course
from exercises import access
from exercises.models import Exercise, Grading, Submission, Variant


def exercises_visible(request: Request, course: Course) -> QuerySet[Exercise]:
    """The exercises of a course and the library's; for teachers and machines."""
    if machine_course(request) is not None:
        return access.usable_in(course)
    return access.exercises_of(person(request), course)


def exercise_visible(request: Request, public_id: uuid.UUID) -> Exercise:
    """One exercise; 404 for everybody else."""
    own = machine_course(request)
    if own is None:
        return access.exercise_for(person(request), public_id)
    rows = access.usable_in(own).select_related("course", "current")
    return get_object_or_404(rows, public_id=public_id)


def variant_visible(request: Request, public_id: uuid.UUID) -> Variant:
    """One deployed variant; 404 for everybody else."""
    rows = Variant.objects.select_related("version__exercise__current")
    variant = get_object_or_404(rows, public_id=public_id)
    exercise_visible(request, variant.version.exercise.public_id)
    return variant


def submission_visible(request: Request, pk: uuid.UUID) -> Submission:
    """One submission: one's own, of a course one teaches, or of the machine's course."""
    own = machine_course(request)
    if own is None:
        return access.submission_for(person(request), pk)
    rows = Submission.objects.select_related("course", "user", "variant__version__exercise")
    return get_object_or_404(rows, pk=pk, course=own)


def grading_visible(request: Request, pk: uuid.UUID) -> Grading:
    """One grading of a submission that one may see."""
    grading = get_object_or_404(Grading, pk=pk)
    grading.submission = submission_visible(request, grading.submission_id)
    return grading


def is_staff(request: Request, course: Course) -> bool:
    """Whether the caller is somebody who teaches there. A machine speaks to students: never."""
    return role_of(request.user, course) in access.STAFF
