"""Making a course, its settings, its link."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from core.errors import NotAllowed
from courses.access import TEACHERS, course_for, may_create_courses
from courses.forms import CourseForm
from courses.services import create_course, rename_course, renew_join_code, set_join_open
from courses.views.people import person


@login_required
def new(request: HttpRequest) -> HttpResponse:
    """A new course."""
    user = person(request)
    if not may_create_courses(user):
        raise NotAllowed(gettext("Only operators and teachers can make courses."))
    form = CourseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        course = create_course(by=user, **form.texts())
        messages.success(request, gettext("The course is made. Now bring your people in."))
        return redirect("courses:people", course.public_id)
    return render(request, "courses/new.html", {"form": form})


@login_required
def settings(request: HttpRequest, course: uuid.UUID) -> HttpResponse:
    """Titles, and the way to link and tokens."""
    found = course_for(request.user, course, roles=TEACHERS)
    form = CourseForm(request.POST or None, initial=CourseForm.initial_of(found))
    if request.method == "POST" and form.is_valid():
        rename_course(course=found, by=person(request), **form.texts())
        messages.success(request, gettext("Saved."))
        return redirect("courses:settings", found.public_id)
    link = request.build_absolute_uri(reverse("courses:join", args=[found.join_code]))
    return render(request, "courses/settings.html", {"course": found, "form": form, "link": link})


@login_required
@require_POST
def link(request: HttpRequest, course: uuid.UUID, action: str) -> HttpResponse:
    """Renew, open or close the link."""
    found = course_for(request.user, course, roles=TEACHERS)
    if action == "renew":
        renew_join_code(course=found, by=person(request))
        messages.success(request, gettext("The link is new. The old one leads nowhere."))
    else:
        set_join_open(course=found, open_=action == "open", by=person(request))
    return redirect("courses:settings", found.public_id)
