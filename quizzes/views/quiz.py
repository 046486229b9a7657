"""A quiz: its door, starting, handing in and taking that back, the result."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from accounts.http import SignedIn
from core.errors import Conflict
from quizzes import access
from quizzes.selectors.door import door
from quizzes.selectors.results import result
from quizzes.services import attempts, rules
from web.text import language


@login_required
@require_GET
def quiz(request: SignedIn, quiz: uuid.UUID) -> HttpResponse:
    """What the quiz asks and costs, with the one way on: start, continue or the result."""
    found = access.quiz_for(request.user, quiz)
    staff = access.is_staff(request.user, found)
    page = door(found, request.user, language.current(), staff=staff)
    return render(request, "quizzes/door.html", {"door": page, "quiz": found, "line": page.line})


@login_required
@require_POST
def start(request: SignedIn, quiz: uuid.UUID) -> HttpResponse:
    """Start, or go on with what was started."""
    found = access.quiz_for(request.user, quiz)
    try:
        attempt = attempts.start_attempt(quiz=found, user=request.user)
    except Conflict as error:
        messages.error(request, error.detail)
        return redirect("quizzes:quiz", quiz)
    first = attempt.items.order_by("slot__position").values_list("slot__position", flat=True)
    if not first:
        messages.error(request, _("This quiz has no exercise yet; tell your teacher."))
        return redirect("quizzes:quiz", quiz)
    return redirect("quizzes:item", attempt.pk, first[0])


@login_required
@require_GET
def attempt(request: SignedIn, attempt: uuid.UUID) -> HttpResponse:
    """Points by exercise; for staff, the way into a student's pages."""
    found = access.attempt_for(request.user, attempt)
    page = result(found, language.current())
    own = found.user_id == request.user.pk
    context = {"result": page, "own": own, "staff": access.is_staff(request.user, found.quiz)}
    return render(request, "quizzes/result.html", context)


@login_required
@require_POST
def finish(request: SignedIn, attempt: uuid.UUID) -> HttpResponse:
    """Hand in; the toast offers to take it back while the quiz is open."""
    found = access.own_attempt(request.user, attempt)
    attempts.finish_attempt(attempt=found, actor=request.user)
    if not rules.standing(found).dates_problem:
        undo = reverse("quizzes:reopen", args=[attempt])
        messages.success(request, _("Handed in."), extra_tags=undo)
    return redirect("quizzes:attempt", attempt)


@login_required
@require_POST
def reopen(request: SignedIn, attempt: uuid.UUID) -> HttpResponse:
    """Take the handing in back: by the student while the quiz is open, by a teacher always."""
    found = access.attempt_for(request.user, attempt)
    closed = rules.standing(found).dates_problem
    if closed and not access.is_staff(request.user, found.quiz):
        messages.error(request, rules.PROBLEMS[closed])
    else:
        attempts.reopen_attempt(attempt=found, actor=request.user)
        messages.success(request, _("Open again."))
    return redirect("quizzes:attempt", attempt)
