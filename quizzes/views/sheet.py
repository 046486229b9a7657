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
from exercises.models import Submission
from quizzes import access
from quizzes.models import Attempt, Item, ItemSubmission
from quizzes.selectors.questions import Reader, Reply
from quizzes.selectors.rail import rail, whole
from quizzes.selectors.runs import run_view
from quizzes.selectors.sheet import question_of, sheet
from quizzes.services import attempts
from quizzes.services.scoring import item_points, rescore
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


def in_place(request: SignedIn) -> bool:
    """Whether a script asks for the piece that takes the place of what it has sent."""
    return "X-Piece" in request.headers


def block(request: SignedIn, entry: ItemSubmission) -> HttpResponse:
    """What takes the place of a question that waits, and what else its verdict changes."""
    return piece(request, entry.item, entry.question)


def run_piece(request: SignedIn, run: Submission) -> HttpResponse:
    """A free run, as it stands under the editor."""
    view = run_view(run, language.current())
    response = render(request, "quizzes/run.html", {"run": view, "id": run.question})
    response.headers["X-Piece"] = "run"
    return response


def piece(
    request: SignedIn, item: Item, question: str, part: str = "", reply: Reply | None = None
) -> HttpResponse:
    """A question's block with what else it changes; or its ``hints``, or its ``reply`` alone.

    A reply to a form that closes comes with the whole block: its fields are marked there.
    """
    attempt = item.attempt
    reader = reader_of(request, attempt, replies={question: reply} if reply else None)
    view = question_of(attempt, item, question, reader)
    _settle(item)
    stops = rail(attempt, reader.language)
    context = {
        "question": view,
        "own": reader.owner,
        "attempt": attempt,
        "position": item.slot.position,
        "done": whole(stops),
        "stop": next(stop for stop in stops if stop.position == item.slot.position),
        "sheet": {"item": item, "touched": view.points is not None},
        "swaps": not (view.verdict and view.verdict.waiting),
        "bench": view.is_code and len(item.variant.questions) == 1,
        "fresh": reader.owner,
    }
    template = "quizzes/answerback.html" if view.is_code else "quizzes/question.html"
    if part == "hints" or (part == "reply" and view.is_code):
        template = f"quizzes/parts/{part}.html"
    response = render(request, template, context, status=422 if reply else 200)
    response.headers["X-Piece"] = part or "question"
    return response


def _settle(item: Item) -> None:
    """The points are shown beside the verdict that changes them: they cannot be a moment late."""
    if item_points(item) != item.points:
        rescore(item_id=item.pk)
        item.refresh_from_db(fields=["points"])


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
