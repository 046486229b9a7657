"""Who may read what through the API: people by their place, a course token within its course."""

import uuid

from django.db.models import Q, QuerySet
from django.http import Http404
from rest_framework.request import Request

from courses.models import Course, CourseToken
from exercises import access
from exercises.models import Exercise, Grading, Submission, Variant


def exercises_visible(request: Request, course: Course) -> QuerySet[Exercise]:
    """The exercises of a course and the library's; for teachers and course tokens."""
    if isinstance(request.auth, CourseToken):
        return Exercise.objects.filter(Q(course=course) | Q(course=None), archived_at=None)
    return access.exercises_of(request.user, course)


def exercise_visible(request: Request, public_id: uuid.UUID) -> Exercise:
    """One exercise; 404 for everybody else."""
    if not isinstance(request.auth, CourseToken):
        return access.exercise_for(request.user, public_id)
    found = exercises_visible(request, request.auth.course).filter(public_id=public_id).first()
    if found is None:
        raise Http404
    return found


def variant_visible(request: Request, public_id: uuid.UUID) -> Variant:
    """One deployed variant; 404 for everybody else."""
    if not isinstance(request.auth, CourseToken):
        return access.variant_for(request.user, public_id)
    rows = Variant.objects.select_related("version__exercise")
    found = rows.filter(public_id=public_id).first()
    if found is None:
        raise Http404
    exercise_visible(request, found.version.exercise.public_id)
    return found


def submission_visible(request: Request, pk: uuid.UUID) -> Submission:
    """One submission: one's own, of a course one teaches, or of the token's course."""
    if not isinstance(request.auth, CourseToken):
        return access.submission_for(request.user, pk)
    rows = Submission.objects.select_related("course", "user", "variant__version__exercise")
    found = rows.filter(pk=pk, course=request.auth.course).first()
    if found is None:
        raise Http404
    return found


def grading_visible(request: Request, pk: uuid.UUID) -> Grading:
    """One grading of a submission that one may see."""
    grading = Grading.objects.filter(pk=pk).first()
    if grading is None:
        raise Http404
    grading.submission = submission_visible(request, grading.submission_id)
    return grading
