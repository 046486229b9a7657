"""Preview as a student, with a chosen variant."""

import uuid

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET

from accounts.http import SignedIn
from courses.models import Course, Enrolment
from exercises.access import STAFF, exercise_for
from quizzes.services.previewing import preview_item


@login_required
@require_GET
def preview(request: SignedIn, exercise: uuid.UUID) -> HttpResponse:
    """Open the exercise with ``?variant=`` (a number or a name), or with its first variant."""
    found = exercise_for(request.user, exercise)
    if found.current is None:
        raise Http404
    variants = found.current.variants.order_by("number")
    wanted = request.GET.get("variant", "")
    chosen = variants.filter(name=wanted).first() if wanted else variants.first()
    if wanted.isdecimal() and len(wanted) < 6:
        chosen = variants.filter(number=int(wanted)).first()
    if chosen is None:
        raise Http404
    item = preview_item(
        course=found.course or _first_taught(request),
        exercise=found,
        variant=chosen,
        user=request.user,
    )
    return redirect("quizzes:item", item.attempt_id, item.slot.position)


def _first_taught(request: SignedIn) -> Course:
    """A library exercise belongs to no course: it is tried in one that the teacher teaches."""
    rows = Enrolment.objects.filter(user=request.user, left_at=None, role__in=STAFF)
    place = rows.select_related("course").order_by("pk").first()
    if place is None:
        raise Http404
    return place.course
