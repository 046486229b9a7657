"""Tokens of machines that work in the course."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from core.errors import GradusError
from courses.access import TEACHERS, course_for
from courses.forms import CourseTokenForm
from courses.models import CourseToken
from courses.services import create_course_token, revoke_course_token
from courses.views.people import person


@login_required
@never_cache
@sensitive_post_parameters()
def tokens(request: HttpRequest, course: uuid.UUID) -> HttpResponse:
    """Make a token. Its secret is in this one answer and nowhere else."""
    found = course_for(request.user, course, roles=TEACHERS)
    form = CourseTokenForm(request.POST or None)
    secret = ""
    if request.method == "POST" and form.is_valid():
        try:
            _, secret = create_course_token(course=found, by=person(request), **form.cleaned_data)
            form = CourseTokenForm()
        except GradusError as error:
            form.add_error("issuer", error.detail)
    rows = CourseToken.objects.filter(course=found, revoked_at=None).order_by("-created_at")
    context = {"course": found, "form": form, "tokens": rows, "secret": secret}
    return render(request, "courses/tokens.html", context)


@login_required
@require_POST
def revoke(request: HttpRequest, course: uuid.UUID, token: int) -> HttpResponse:
    """Make a token of this course useless."""
    found = course_for(request.user, course, roles=TEACHERS)
    row = get_object_or_404(CourseToken, pk=token, course=found)
    revoke_course_token(token=row, by=person(request))
    messages.success(request, gettext("The token no longer works."))
    return redirect("courses:tokens", found.public_id)
