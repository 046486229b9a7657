"""Reading and marking answers in words."""

import uuid
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from accounts.http import SignedIn
from exercises.services.marking import Marks
from quizzes import access
from quizzes.selectors import marking as reading
from quizzes.services import marking
from quizzes.services.marking import Wanted
from web.text import language

NAMES = "marking-names"
GROUP, OWN = "group", "own"


@login_required
@require_GET
def overview(request: SignedIn, quiz: uuid.UUID) -> HttpResponse:
    """The questions that people mark, and how far they are."""
    found = access.quiz_to_teach(request.user, quiz)
    questions = reading.questions(found, language.current())
    return render(request, "quizzes/marking_list.html", {"quiz": found, "questions": questions})


@login_required
@require_GET
def group(
    request: SignedIn, quiz: uuid.UUID, slot: int, exercise: uuid.UUID, question: str
) -> HttpResponse:
    """One group of answers that say nearly the same, with the rubric beside them."""
    found = access.quiz_to_teach(request.user, quiz)
    at = _uuid(request.GET.get("at", ""))
    page = reading.marking(found, slot, exercise, question, language=language.current(), at=at)
    if page is None:
        raise Http404
    context = {
        "quiz": found,
        "page": page,
        "names": request.session.get(NAMES, True),
        "undo": len(marking.last_batch(found, question, request.user)),
    }
    return render(request, "quizzes/marking.html", context)


@login_required
@require_POST
def mark(
    request: SignedIn, quiz: uuid.UUID, slot: int, exercise: uuid.UUID, question: str
) -> HttpResponse:
    """Mark what the form says, then show the next group that nobody has read."""
    found = access.quiz_to_teach(request.user, quiz)
    wanted = _wanted(request.POST)
    done = marking.mark_group(quiz=found, wanted=wanted, by=request.user)
    if done.marked:
        text = ngettext("{n} answer marked.", "{n} answers marked.", done.marked)
        messages.success(request, text.format(n=done.marked))
    if done.meanwhile:
        text = ngettext(
            "{n} answer changed meanwhile, by its author or another reader: it was left as it is.",
            "{n} answers changed meanwhile, by their authors or another reader: left as they are.",
            done.meanwhile,
        )
        messages.warning(request, text.format(n=done.meanwhile))
    if not wanted:
        messages.warning(request, _("Nothing was marked: every answer is left as it is."))
        return redirect(_address(quiz, slot, exercise, question, request.POST.get("at", "")))
    return redirect(_address(quiz, slot, exercise, question))


@login_required
@require_POST
def undo(
    request: SignedIn, quiz: uuid.UUID, slot: int, exercise: uuid.UUID, question: str
) -> HttpResponse:
    """Take back what one marked last, and show it again."""
    found = access.quiz_to_teach(request.user, quiz)
    taken = marking.undo_last(quiz=found, question=question, by=request.user)
    if not taken:
        messages.warning(request, _("There is nothing of yours to undo here."))
        return redirect(_address(quiz, slot, exercise, question))
    text = ngettext("{n} marking taken back.", "{n} markings taken back.", len(taken))
    messages.success(request, text.format(n=len(taken)))
    return redirect(_address(quiz, slot, exercise, question, str(taken[0].submission_id)))


@login_required
@require_POST
def names(request: SignedIn, quiz: uuid.UUID) -> HttpResponse:
    """Show or hide the students' names while marking."""
    access.quiz_to_teach(request.user, quiz)
    request.session[NAMES] = request.POST.get("names") == "shown"
    slot, exercise = request.POST.get("slot", ""), _uuid(request.POST.get("exercise", ""))
    if not slot.isdecimal() or len(slot) > 6 or exercise is None:
        return redirect("quizzes:marking", quiz)
    question, at = request.POST.get("question", ""), request.POST.get("at", "")
    if not question.replace("-", "").replace("_", "").isalnum():
        return redirect("quizzes:marking", quiz)
    return redirect(_address(quiz, int(slot), exercise, question, at))


def _wanted(post: QueryDict) -> dict[uuid.UUID, Wanted]:
    """From the form: answers marked as the group, or each in its own way."""
    shared = Marks(frozenset(post.getlist("grant")), post.get("comment", ""))
    found: dict[uuid.UUID, Wanted] = {}
    for name in post.getlist("answer"):
        pk, how = _uuid(name), post.get(f"how.{name}", "")
        if pk is None or how not in (GROUP, OWN):
            continue
        own = Marks(frozenset(post.getlist(f"grant.{name}")), post.get(f"comment.{name}", ""))
        found[pk] = Wanted(shared if how == GROUP else own, post.get(f"seen.{name}", ""))
    return found


def _address(quiz: uuid.UUID, slot: int, exercise: uuid.UUID, question: str, at: str = "") -> str:
    args: list[Any] = [quiz, slot, exercise, question]
    address = reverse("quizzes:marking-group", args=args)
    return f"{address}?at={pk}" if (pk := _uuid(at)) else address


def _uuid(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text)
    except ValueError:
        return None
