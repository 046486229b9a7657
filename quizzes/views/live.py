"""What a page that waits for a verdict asks for."""

import uuid

from asgiref.sync import sync_to_async
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.views.decorators.http import require_GET

from accounts.http import SignedIn
from exercises import access as exercise_access
from exercises import live
from exercises.models import Submission
from quizzes import access
from quizzes.views.sheet import block, run_piece
from web.text import language


@login_required
@require_GET
def fragment(request: SignedIn, submission: uuid.UUID) -> HttpResponse:
    """What stands in the place of a question that waited for this submission's verdict."""
    return block(request, access.entry_for(request.user, submission))


@login_required
@require_GET
def run(request: SignedIn, submission: uuid.UUID) -> HttpResponse:
    """What stands in the place of a free run that waited."""
    found = exercise_access.submission_for(request.user, submission)
    if found.purpose != Submission.Purpose.RUN or found.user_id != request.user.pk:
        raise Http404
    return run_piece(request, found)


@require_GET
async def events(request: HttpRequest, grading: uuid.UUID) -> StreamingHttpResponse:
    """Live progress of a grading, for its student and for staff."""
    user = await request.auser()
    if not user.is_authenticated:
        raise Http404
    found = await sync_to_async(exercise_access.grading_for)(user, grading)
    return live.response(str(found.pk), language.current())
