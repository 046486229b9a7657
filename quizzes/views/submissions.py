"""The permanent page of one submission."""

import uuid

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from accounts.http import SignedIn
from exercises import access
from quizzes.access import STAFF, role_of
from quizzes.selectors.submissions import submission_page
from web.text import language


@login_required
@require_GET
def submission(request: SignedIn, submission: uuid.UUID) -> HttpResponse:
    """The answer with its verdict; staff also see what the engine told them alone."""
    found = access.submission_for(request.user, submission)
    staff = role_of(request.user, found.course) in STAFF
    page = submission_page(found, language.current(), staff=staff)
    own = found.user_id == request.user.pk
    return render(request, "quizzes/submission.html", {"page": page, "own": own, "staff": staff})
