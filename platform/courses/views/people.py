"""The people of a course."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from accounts.models import User
from courses.access import STAFF, TEACHERS, course_for, people_of, place_for, role_of
from courses.forms import GROUPS, ROLES, RoleForm
from courses.models import Course, Enrolment, Role
from courses.services import change_role, invite, leave, restore


def person(request: HttpRequest) -> User:
    """Who is signed in; the views are behind ``login_required``."""
    if not isinstance(request.user, User):
        raise Http404
    return request.user


@login_required
def people(request: HttpRequest, course: uuid.UUID) -> HttpResponse:
    """Teachers, graders and students; teachers may change who is what."""
    found = course_for(request.user, course, roles=STAFF)
    places = list(people_of(found))
    groups = [
        (GROUPS[role], [place for place in places if place.role == role])
        for role in (Role.TEACHER, Role.GRADER, Role.STUDENT)
    ]
    context = {
        "course": found,
        "groups": [(label, rows) for label, rows in groups if rows],
        "roles": list(ROLES.items()),
        "teaches": role_of(request.user, found) == Role.TEACHER,
        "link": request.build_absolute_uri(reverse("courses:join", args=[found.join_code])),
    }
    return render(request, "courses/people.html", context)


@login_required
@require_POST
def set_role(request: HttpRequest, course: uuid.UUID, person_id: uuid.UUID) -> HttpResponse:
    """Make somebody student, grader or teacher."""
    found, place = _place(request, course, person_id)
    form = RoleForm(request.POST)
    if form.is_valid() and place.left_at is None:
        old = place.role
        change_role(place=place, role=form.cleaned_data["role"], by=person(request))
        if place.user == request.user and form.cleaned_data["role"] == Role.STUDENT != old:
            return redirect("quizzes:course", found.public_id)
    return redirect("courses:people", found.public_id)


@login_required
@require_POST
def remove(request: HttpRequest, course: uuid.UUID, person_id: uuid.UUID) -> HttpResponse:
    """Take somebody out, at once; the way back is offered."""
    found, place = _place(request, course, person_id)
    leave(place=place, by=person(request))
    if place.user == request.user:
        return redirect("quizzes:home")
    messages.success(
        request,
        gettext("%(name)s is no longer in the course.") % {"name": place.user.name},
        extra_tags=reverse("courses:restore", args=[found.public_id, person_id]),
    )
    return redirect("courses:people", found.public_id)


@login_required
@require_POST
def bring_back(request: HttpRequest, course: uuid.UUID, person_id: uuid.UUID) -> HttpResponse:
    """Undo ``remove``."""
    found, place = _place(request, course, person_id)
    restore(place=place, by=person(request))
    return redirect("courses:people", found.public_id)


@login_required
@require_POST
def invite_again(request: HttpRequest, course: uuid.UUID, person_id: uuid.UUID) -> HttpResponse:
    """Send the first letter once more, to somebody who has no password yet."""
    found, place = _place(request, course, person_id)
    if place.left_at is None and place.user.email and not place.user.has_usable_password():
        invite(course=found, user=place.user)
        said = gettext("A letter to %(name)s is on its way.") % {"name": place.user.name}
        messages.success(request, said)
    return redirect("courses:people", found.public_id)


def _place(
    request: HttpRequest, course: uuid.UUID, person_id: uuid.UUID
) -> tuple[Course, Enrolment]:
    found = course_for(request.user, course, roles=TEACHERS)
    return found, place_for(found, person_id)
