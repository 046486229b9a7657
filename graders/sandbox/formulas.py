"""Questions answered in mathematics, prepared and graded in a sandbox: one pair, one result.

What comes back is foreign: the author's own ``world.py`` ran there. It is read strictly, and
points never exceed those of the request.
"""

from hashlib import sha256
from typing import Annotated, Any, TypeVar

import msgspec

from graders.contracts import GradeRequest, Limits, Message, Part, Verdict
from graders.sandbox import single
from graders.sandbox.errors import SandboxError
from graders.sandbox.kept import Kept
from graders.sandbox.records import Ending
from graders.sandbox.sandbox import Sandbox
from graders.sandbox.verdicts import ENGINE, failed

RUNTIME = "torch"
LIMITS = Limits(cpu=10.0, wall=30.0, memory=512 * 2**20)
_FREE = frozenset({"refused", "not-run"})
QUESTIONS = 512
"""So many questions have their draws remembered."""
_T = TypeVar("_T")


class Graded(msgspec.Struct, forbid_unknown_fields=True):
    """The result of a grading; ``accepted``: the numbers of the draws that it compared on."""

    parts: list[Part]
    accepted: list[Annotated[int, msgspec.Meta(ge=0, lt=1000)]] = []


class Declaration(msgspec.Struct, forbid_unknown_fields=True):
    """The result of a preparation: the world's declarations, what the author has to mend."""

    declared: dict[str, Any]
    problems: list[dict[str, Any]]


class Accepted(Kept[bytes, list[int]]):
    """The draws a question is judged on, told by its first grading.

    They are the same for everybody and no student code runs where they are found: an answer is
    read there as text, never run.
    """


class FormulaError(Exception):
    """The author's world failed; the text is its traceback."""


def prepare(sandbox: Sandbox, question: dict[str, Any], source: str) -> Declaration:
    """Declarations and problems of a question. Raises ``FormulaError`` or ``SandboxError``."""
    values, _ending = _run(sandbox, {**_job("prepare", question, source), "answer": ""}, LIMITS)
    return _read(values, Declaration)


def grade(sandbox: Sandbox, request: GradeRequest, source: str, accepted: Accepted) -> Verdict:
    """The verdict on a formula or a derivation. Raises ``FormulaError`` or ``SandboxError``."""
    job = _job("grade", request.question, source)
    key = sha256(msgspec.msgpack.encode(job)).digest()
    job |= {"answer": request.answer, "accepted": accepted.get(key) or []}
    values, ending = _run(sandbox, job, LIMITS)
    found = _read(values, Graded)
    accepted.put(key, found.accepted)
    parts = tuple(found.parts)
    most = int(request.question["points"])
    points = sum(part.points for part in parts)
    if points > most:
        raise FormulaError(f"{points} points of {most}")
    undecided = any(part.outcome == "not-run" for part in parts)
    free = undecided or (bool(parts) and {part.outcome for part in parts} <= _FREE)
    return Verdict(
        grading=request.grading,
        token=request.token,
        state="graded",
        points=points,
        max=most,
        answered="undecided" if undecided else "malformed" if free else "graded",
        counts=not free,
        parts=parts,
        staff=(Message("maths.undecided-staff"),) if undecided else (),
        replay={
            "engine": ENGINE,
            "seed": request.seed,
            "judge_cpu_ms": round(1000 * ending.judge_cpu, 1),
            "wall_ms": round(1000 * ending.wall, 1),
            "versions": sandbox.versions(RUNTIME),
        },
    )


def broken(request: GradeRequest, text: str) -> Verdict:
    """The author's world failed while an answer was graded: the suite's fault."""
    return failed(request, "suite-error", text)


def _job(task: str, question: dict[str, Any], source: str) -> dict[str, Any]:
    return {
        "mode": "maths",
        "task": task,
        "kind": question["kind"],
        "question": question,
        "source": source,
        # the same draws for everybody: a line is as right for one student as for another
        "seed": 20250121,
    }


def _run(sandbox: Sandbox, orders: dict[str, Any], limits: Limits) -> tuple[Any, Ending]:
    ending = single.run(sandbox, RUNTIME, orders, limits)
    last = ending.last or {}
    if last.get("t") == "suite-error":
        raise FormulaError(str(last.get("text", "")))
    if last.get("t") != "result":
        raise SandboxError(f"no result: {ending.judge or ending.cause or 'ended'}")
    return last.get("values"), ending


def _read(values: Any, kind: type[_T]) -> _T:
    try:
        return msgspec.convert(values, kind)
    except msgspec.ValidationError as error:
        raise FormulaError(f"the world's result is malformed: {error}") from None
