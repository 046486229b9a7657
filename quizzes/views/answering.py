"""Submitting an answer, and keeping what is typed."""

import uuid
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse, JsonResponse, QueryDict
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.http import SignedIn
from core.errors import GradusError
from exercises.services.submitting import Understood
from graders.kinds.incomplete import empty
from graders.kinds.notebook import KIND as NOTEBOOK
from graders.kinds.notebook import LARGEST, notebook_of
from graders.messages import render
from quizzes import access
from quizzes.models import Item
from quizzes.selectors.questions import Reply
from quizzes.services import answering, hints, trying
from quizzes.views.sheet import in_place, page, piece, run_piece
from web.text import language

UPLOAD = "answer.notebook"


@login_required
@require_http_methods(["GET", "POST"])
def submit(request: SignedIn, item: uuid.UUID, question: str) -> HttpResponse:
    """Submit, then show the page again; what cannot be read is said and costs nothing.

    GET leads to the page: the address may be opened again, by the language switch or by hand.
    """
    found = _item(request, item, question)
    if request.method == "GET":
        return _to_question(found, question)
    raw = raw_answer(request.POST, request.FILES)
    try:
        reply = _submit(request, found, question, raw)
    except GradusError as error:
        reply = Reply(conflict=error.detail, answer=raw)
    if reply is None:
        return (
            piece(request, found, question) if in_place(request) else _to_question(found, question)
        )
    _keep(found, question, _typed(request, raw), _number(request.POST.get("revision")))
    return _refused(request, found, question, reply)


@login_required
@require_http_methods(["GET", "POST"])
def run(request: SignedIn, item: uuid.UUID, question: str) -> HttpResponse:
    """A free run of what stands in the editor: no try, no points."""
    found = _item(request, item, question)
    if request.method == "GET":
        return _to_question(found, question)
    raw = raw_answer(request.POST, request.FILES)
    revision = _number(request.POST.get("revision"))
    if not in_place(request):  # else the page that stays saves it by itself
        _keep(found, question, _typed(request, raw), revision)
    try:
        understood = answering.read_answer(item=found, question=question, raw=raw)
        if understood.parsed.answer is None:
            reply = reply_to(understood, language.current())
            return _refused(request, found, question, reply)
        if UPLOAD in request.FILES:  # what ran is what the editor shows now
            answering.keep_draft(
                item=found, question=question, answer=understood.raw, revision=None
            )
        made = trying.run(item=found, question=question, raw=raw, user=request.user)
    except GradusError as error:
        return _refused(request, found, question, Reply(conflict=error.detail, answer=raw))
    return run_piece(request, made) if in_place(request) else _to_question(found, question)


@login_required
@require_http_methods(["GET", "POST"])
def hint(request: SignedIn, item: uuid.UUID, question: str) -> HttpResponse:
    """Take the next hint, at the price that the page has named."""
    found = _item(request, item, question)
    if request.method == "GET":
        return _to_question(found, question)
    try:
        number = _number(request.POST.get("number")) or 0
        hints.take(item=found, question=question, number=number)
    except GradusError as error:
        if in_place(request):
            return piece(request, found, question, "hints", Reply(conflict=error.detail))
        replies = {question: Reply(conflict=error.detail)}
        return page(request, found.attempt, found, replies=replies, status=error.status)
    if in_place(request):
        return piece(request, found, question, "hints")
    return _to_question(found, question)


def _refused(request: SignedIn, item: Item, question: str, reply: Reply) -> HttpResponse:
    """Why nothing was submitted, beside the form."""
    if UPLOAD in request.FILES:
        reply = replace(reply, answer=_typed(request, reply.answer))
    if in_place(request):
        return piece(request, item, question, "reply", reply)
    return page(request, item.attempt, item, replies={question: reply}, status=422)


def _submit(request: SignedIn, item: Item, question: str, raw: Any) -> Reply | None:
    """Submit the answer; a reply if it cannot be graded as it is. Raises ``GradusError``."""
    reading = _number(request.POST.get("reading"))
    understood = answering.read_answer(item=item, question=question, raw=raw, reading=reading)
    if understood.parsed.answer is None:
        return reply_to(understood, language.current())
    sure = reading is not None or "incomplete" in request.POST
    if item.attempt.quiz.tries and not sure:
        missing = empty(item.variant.questions[question], understood.parsed.answer)
        if missing[0]:
            return Reply(empty=missing, answer=understood.raw)
    answering.submit_once(
        item=item,
        question=question,
        raw=raw,
        user=request.user,
        key=request.POST.get("idempotency_key", "") or uuid.uuid4().hex,
        reading=reading,
        revision=_number(request.POST.get("revision")),
    )
    return None


def reply_to(understood: Understood, reader: str) -> Reply:
    """What was understood of an answer that cannot be graded, in the reader's language.

    Each sentence is said once: beside its field where it has one, else under the form;
    the question which reading is meant stands with its choices.
    """
    parsed = understood.parsed
    fields = {name: render(said, reader) for name, said in parsed.fields.items()}
    sentences = [render(message, reader) for message in parsed.problems]
    if parsed.ask:
        fields = {}
    beside = set(fields.values())
    return Reply(
        problems=fields,
        sentences=[said for said in sentences if said not in beside],
        read=[render(message, reader) for message in parsed.read],
        readings=[(number, label) for number, (label, _answer) in enumerate(parsed.ask)],
        answer=understood.raw,
    )


@login_required
@require_GET
def notebook(request: SignedIn, item: uuid.UUID, question: str) -> HttpResponse:
    """What is given, as a notebook to download."""
    found = _item(request, item, question)
    prepared = found.variant.questions[question]
    if prepared["kind"] != NOTEBOOK.name:
        raise Http404
    name = f"{found.variant.version.exercise.slug}-{question}.ipynb"
    return HttpResponse(
        notebook_of(prepared.get("starter", "")),
        content_type="application/x-ipynb+json",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


@login_required
@require_POST
def draft(request: SignedIn, item: uuid.UUID, question: str) -> JsonResponse:
    """Keep what is typed: the form with ``revision`` → ``{revision, saved_at}``, or 409."""
    found = _item(request, item, question)
    try:
        kept = answering.save_draft(
            item=found,
            question=question,
            answer=raw_answer(request.POST),
            revision=_number(request.POST.get("revision")),
        )
    except GradusError as error:
        return JsonResponse({"detail": error.detail, **error.params}, status=error.status)
    return JsonResponse({"revision": kept.revision, "saved_at": kept.saved_at.isoformat()})


def raw_answer(post: QueryDict, files: Mapping[str, Any] | None = None) -> Any:
    """The raw answer of a form: the text of ``answer``, or an object of ``answer.<name>``.

    A notebook that was chosen as a file comes before what stands in the editor.
    """
    chosen = (files or {}).get(UPLOAD)
    if chosen is not None:
        # one byte more than is allowed, so that the kind can say that it is too much
        return {"notebook": chosen.read(LARGEST + 1).decode("utf-8", "replace")}
    parts = {
        name.removeprefix("answer."): value
        for name, value in post.items()
        if name.startswith("answer.")
    }
    return parts or post.get("answer", "")


def _typed(request: SignedIn, raw: Any) -> Any:
    """What stands in the editor, where a file came before it."""
    return request.POST.get("answer", "") if UPLOAD in request.FILES else raw


def _item(request: SignedIn, pk: uuid.UUID, question: str) -> Item:
    found = access.own_item(request.user, pk)
    if question not in found.variant.questions:
        raise Http404
    return found


def _keep(item: Item, question: str, raw: Any, revision: int | None) -> None:
    try:
        answering.keep_draft(item=item, question=question, answer=raw, revision=revision)
    except GradusError:  # too long to keep; the page still shows it
        return


def _to_question(item: Item, question: str) -> HttpResponse:
    where = reverse("quizzes:item", args=[item.attempt_id, item.slot.position])
    return HttpResponse(status=303, headers={"Location": f"{where}#q-{question}"})


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) < 10 else None
