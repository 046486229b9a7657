"""A number that is expected, and the other values that are known: accepted, misconceived.

Prepared, it is plain JSON: ``{answer, tolerance, accept, misconceptions}``, values as
canonical texts (``graders.maths.numbers``). Integers are compared exactly; reals within
``max(abs, rel·|expected|)``.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations
from typing import Any

from graders.contracts import Json, Message
from graders.kinds.base import DegenerateVariant, QuestionError
from graders.kinds.formulas import author, number_of, saying
from graders.maths.numbers import canonical, exact, shown
from graders.maths.scalar import Number

DEFAULT_ABS, DEFAULT_REL = 5e-4, 0.01
APART = 5
"""Known values must be further apart than so many tolerances."""
_NOISE = Fraction(1, 10**9)
_SMALL_SHARE = Fraction(1, 20)


@dataclass(frozen=True)
class Judgement:
    """What a value is: ``right``, ``accepted``, ``misconception`` or ``wrong``.

    ``credit``: share of the points, 0 to 1; ``messages``: the author's sentence.
    """

    why: str
    credit: float
    messages: tuple[Message, ...] = ()


def prepare(
    question: Mapping[str, Any],
    answer: Number,
    known: Mapping[str, Sequence[Mapping[str, Any]]],
    values: Mapping[str, Any],
    path: Sequence[str | int] = (),
) -> dict[str, Json]:
    """Compute what is expected.

    ``known``: entries under ``accept`` and ``misconceptions``, each with ``id``, ``value``,
    ``say`` and its ``path``. Raises ``DegenerateVariant`` when two values meet,
    ``QuestionError`` for a right answer that is no integer in an integer question, or is
    negative where the question does not say ``signed``.
    """
    whole = question.get("number", "integer") == "integer"
    if whole and Fraction(answer).denominator != 1:
        raise QuestionError(
            Message("question.not-integer", {"value": shown(answer), "path": list(path)})
        )
    if whole and answer < 0 and not question.get("signed"):
        raise QuestionError(Message("question.signed", {"path": list(path)}))
    prepared: dict[str, Json] = {
        "answer": canonical(int(answer) if whole else answer),
        "tolerance": None if whole else _tolerance(question),
        "accept": list(_entries(known.get("accept", ()), values, whole=whole)),
        "misconceptions": list(_entries(known.get("misconceptions", ()), values, whole=whole)),
    }
    _require_apart(prepared)
    return prepared


def _tolerance(question: Mapping[str, Any]) -> dict[str, Json]:
    """As declared; by default 5e-4 (never more than a twentieth of the value) and 1 %."""
    declared = question.get("tolerance")
    if declared is None:
        return {"abs": DEFAULT_ABS, "rel": DEFAULT_REL, "default": True}
    return {"abs": declared.get("abs", 0), "rel": declared.get("rel", 0)}


def _entries(
    entries: Sequence[Mapping[str, Any]], values: Mapping[str, Any], *, whole: bool
) -> Iterator[dict[str, Json]]:
    for entry in entries:
        value = number_of(entry["value"], values, entry.get("path", ()))
        if whole and Fraction(value).denominator != 1:
            continue  # nobody can answer it
        made: dict[str, Json] = {"id": entry["id"], "value": canonical(value)}
        if "credit" in entry:
            made["credit"] = entry["credit"]
        if "say" in entry:
            made["say"] = saying(entry["say"], values, entry["id"])
        if entry.get("may_meet"):
            made["may_meet"] = True
        yield made


def _require_apart(prepared: Mapping[str, Any]) -> None:
    """Raises ``DegenerateVariant`` where two values that say different things meet."""
    entries = [{"id": "", "value": prepared["answer"]}, *prepared["accept"]]
    entries += prepared["misconceptions"]
    strict = [entry for entry in entries if not entry.get("may_meet")]
    for one, other in combinations(strict, 2):
        same = "say" in one and _said(one) == _said(other)
        if not same and _meet(exact(one["value"]), exact(other["value"]), prepared["tolerance"]):
            raise DegenerateVariant(
                Message("question.meet", {"one": one["id"] or "answer", "other": other["id"]})
            )


def _said(entry: Mapping[str, Any]) -> Any:
    """What an entry gives and says, whatever its id."""
    return entry.get("credit"), (entry.get("say") or {}).get("text")


def _meet(one: Fraction, other: Fraction, tolerance: Mapping[str, Any] | None) -> bool:
    reach = max(slack(one, tolerance), slack(other, tolerance))
    return abs(one - other) <= APART * reach


def keyboard(question: Mapping[str, Any]) -> str:
    """The ``inputmode`` of a field: the numeric one of some phones has no minus sign."""
    whole = question.get("number", "integer") == "integer"
    return "numeric" if whole and not question.get("signed") else "text"


def slack(expected: Fraction, tolerance: Mapping[str, Any] | None) -> Fraction:
    """How far a right answer may be from ``expected``."""
    if tolerance is None:
        return Fraction(0)
    size = abs(expected)
    fixed = Fraction(str(tolerance["abs"]))
    if tolerance.get("default") and size:
        fixed = min(fixed, size * _SMALL_SHARE)
    return max(fixed, size * Fraction(str(tolerance["rel"])), size * _NOISE)


def near(value: Fraction, expected: Fraction, tolerance: Mapping[str, Any] | None) -> bool:
    """Whether ``value`` is ``expected``, within the tolerance."""
    return abs(value - expected) <= slack(expected, tolerance)


def judge(prepared: Mapping[str, Any], value: Fraction) -> Judgement:
    """What ``value`` is among the known values."""
    tolerance = prepared["tolerance"]
    if near(value, exact(prepared["answer"]), tolerance):
        return Judgement("right", 1.0)
    for entry in prepared["accept"]:
        if near(value, exact(entry["value"]), tolerance):
            return Judgement("accepted", float(entry.get("credit", 1)), _say(entry))
    for entry in prepared["misconceptions"]:
        if near(value, exact(entry["value"]), tolerance):
            return Judgement("misconception", 0.0, _say(entry))
    return Judgement("wrong", 0.0)


def _say(entry: Mapping[str, Any]) -> tuple[Message, ...]:
    return (author(entry["say"]),) if "say" in entry else ()


def some_wrong(prepared: Mapping[str, Any]) -> str:
    """A canonical value that is none of the known ones."""
    known = [exact(entry["value"]) for entry in (*prepared["accept"], *prepared["misconceptions"])]
    value = 2 * max(abs(known_value) for known_value in (*known, exact(prepared["answer"]))) + 7
    return canonical(Fraction(int(value)))
