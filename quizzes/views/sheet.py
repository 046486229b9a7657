"""The pages of an attempt: one exercise each."""

import uuid
from collections.abc import Mapping
from dataclasses import replace

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from accounts.http import SignedIn
from core.errors import Conflict
from quizzes import access
from quizzes.models import Attempt, Item, ItemSubmission
from quizzes.selectors.questions import Reader, Reply
from quizzes.selectors.rail import rail
from quizzes.selectors.sheet import question_of, sheet
from quizzes.services import attempts
from web.text import language


@login_required
@require_GET
def item(request: SignedIn, attempt: uuid.UUID, position: int) -> HttpResponse:
    """One exercise. ``?edit=`` reopens a question, ``?round=`` shows an earlier variant."""
    found = access.attempt_for(request.user, attempt)
    wanted = request.GET.get("round", "")
    round_ = int(wanted) if wanted.isdecimal() and len(wanted) < 5 else None
    shown = access.item_of(found, position, round_)
    return page(request, found, shown, edit=request.GET.get("edit", ""), round_=round_)


def page(
    request: SignedIn,
    attempt: Attempt,
    item: Item,
    *,
    edit: str = "",
    round_: int | None = None,
    replies: Mapping[str, Reply] | None = None,
    status: int = 200,
) -> HttpResponse:
    """The whole page of an item."""
    reader = replace(reader_of(request, attempt, edit=edit, replies=replies), round=round_)
    shown = sheet(attempt, item, reader)
    template = "quizzes/workbench.html" if shown.workbench else "quizzes/sheet.html"
    return render(request, template, {"sheet": shown}, status=status)


def block(request: SignedIn, entry: ItemSubmission) -> HttpResponse:
    """What takes the place of a question that waits, and what else its verdict changes."""
    item, attempt = entry.item, entry.item.attempt
    reader = reader_of(request, attempt)
    view = question_of(attempt, item, entry.question, reader)
    stops = rail(attempt, reader.language)
    context = {
        "question": view,
        "own": reader.owner,
        "attempt": attempt,
        "position": item.slot.position,
        "stop": next(stop for stop in stops if stop.position == item.slot.position),
        "sheet": {"item": item, "touched": view.points is not None},
        "swaps": not (view.verdict and view.verdict.waiting),
        "bench": len(item.variant.questions) == 1,
    }
    template = "quizzes/answerback.html" if view.is_code else "quizzes/question.html"
    return render(request, template, context)


def reader_of(
    request: SignedIn,
    attempt: Attempt,
    *,
    edit: str = "",
    replies: Mapping[str, Reply] | None = None,
) -> Reader:
    """Who reads the attempt: its owner, or staff."""
    own = attempt.user_id == request.user.pk
    return Reader(
        language=language.current(), staff=not own, owner=own, edit=edit, replies=replies or {}
    )


@login_required
@require_POST
def another(request: SignedIn, item: uuid.UUID) -> HttpResponse:
    """In practice: the same exercise with other numbers."""
    found = access.own_item(request.user, item)
    try:
        attempts.another_variant(item=found)
    except Conflict as error:
        raise Http404 from error
    return redirect("quizzes:item", found.attempt_id, found.slot.position)
