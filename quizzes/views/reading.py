"""What is read of mathematics while it is typed. Costs no try, keeps nothing, judges nothing."""

import uuid
from typing import Any

import msgspec
from django.contrib.auth.decorators import login_required
from django.http import Http404, JsonResponse
from django.views.decorators.http import require_POST

from accounts.http import SignedIn
from graders.contracts import Message
from graders.kinds import preview
from graders.kinds.base import Prepared
from graders.maths.errors import ExpressionError
from graders.messages import render
from quizzes import access
from web.text import language
from web.text.sentences import sentence


@login_required
@require_POST
def read(request: SignedIn, item: uuid.UUID, question: str) -> JsonResponse:
    """The form with ``answer`` → ``{lines, problem}``, a line as ``preview.Shown`` has it.

    Problems are sentences as HTML: they quote formulas.

    With ``expand``, the number of a line from 0: its sums written out, ``{rows, given, problem}``.
    """
    found = access.own_item(request.user, item)
    prepared = found.variant.questions.get(question)
    if prepared is None or prepared["kind"] not in preview.KINDS:
        raise Http404
    lines = request.POST.get("answer", "").replace("\r\n", "\n").split("\n")
    problem = preview.problem_of(lines)
    if problem is not None:
        return JsonResponse({"lines": [], "problem": _sentence(problem)})
    number = request.POST.get("expand", "")
    if number.isascii() and number.isdecimal() and len(number) < 4:
        return JsonResponse(_expanded(prepared, lines[: int(number) + 1]))
    shown = [_said(line) for line in preview.preview(prepared, lines)]
    return JsonResponse({"lines": shown, "problem": ""})


def _sentence(said: Message) -> str:
    reader = language.current()
    return sentence(render(said, reader), reader)


def _said(shown: preview.Shown) -> dict[str, Any]:
    said: dict[str, Any] = msgspec.to_builtins(shown)
    if shown.problem is not None:
        said["problem"] = _sentence(shown.problem)
        said["position"] = shown.position
    return said


def _expanded(prepared: Prepared, lines: list[str]) -> dict[str, Any]:
    try:
        found = preview.expanded(prepared, lines)
    except ExpressionError as error:
        return {"rows": [], "given": "", "problem": _sentence(error.said)}
    return {"rows": found.rows, "given": found.given, "problem": ""}
