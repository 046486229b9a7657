"""Marking the cells of a table, each on the student's own other cells where it names some."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from graders.contracts import Message
from graders.kinds import expected
from graders.maths.numbers import exact
from graders.maths.scalar import ExpressionError, evaluate

NAMED = 3
"""So many empty cells are named at most."""


@dataclass(frozen=True)
class Marked:
    """``why``: right, accepted, carried, misconception, not-own, elsewhere, wrong or blank."""

    why: str
    credit: float
    messages: tuple[Message, ...] = ()


def mark(prepared: Mapping[str, Any], answers: Mapping[str, Fraction]) -> dict[str, Marked]:
    """Every cell marked. ``answers``: the values that were given, by key."""
    marked: dict[str, Marked] = {}
    blank = said_of_blanks(sum(key not in answers for key in prepared["order"]))
    for key in prepared["order"]:
        if key in answers:
            marked[key] = _cell(prepared, key, answers, marked)
        else:
            marked[key] = Marked("blank", 0.0, (blank,))
    return {
        key: _elsewhere(prepared, key, answers, marked) if found.why == "wrong" else found
        for key, found in marked.items()
    }


def said_of_blanks(count: int) -> Message:
    """A few empty cells are named beside the sentence; of more it says how many there are."""
    return Message("table.blanks", {"n": count}) if count > NAMED else Message("table.blank")


def _cell(
    prepared: Mapping[str, Any],
    key: str,
    answers: Mapping[str, Fraction],
    marked: Mapping[str, Marked],
) -> Marked:
    cell, value = prepared["cells"][key], answers[key]
    found = expected.judge(cell, value)
    if found.why == "right":
        return Marked("right", 1.0)
    own = _own(prepared, cell, answers)
    if own is not None and expected.near(value, own, cell["tolerance"]):
        carried = _carried(prepared["carry"], cell, marked)
        return carried if carried.credit > found.credit or found.why == "wrong" else _known(found)
    if found.why != "wrong":
        return _known(found)
    why = "wrong" if own is None else "not-own"
    return Marked(why, 0.0, (Message(f"table.{why}"),))


def _known(found: expected.Judgement) -> Marked:
    return Marked(found.why, found.credit, found.messages or (Message("table.accepted"),))


def _carried(carry: float, cell: Mapping[str, Any], marked: Mapping[str, Marked]) -> Marked:
    """The right formula on own cells: in full where all of these have full credit."""
    if all(marked[key].credit >= 1 for key in cell["inputs"].values()):
        return Marked("carried", 1.0, (Message("table.follows"),))
    share = {0.0: "none", 0.5: "half"}.get(float(carry), "some")
    return Marked("carried", float(carry), (Message(f"table.carried-{share}"),))


def _own(
    prepared: Mapping[str, Any], cell: Mapping[str, Any], answers: Mapping[str, Fraction]
) -> Fraction | None:
    """What the cell's formula gives on the student's own cells, if all of these are there."""
    if not cell["inputs"] or any(key not in answers for key in cell["inputs"].values()):
        return None
    names = {name: exact(text) for name, text in prepared["values"].items()}
    names |= {name: answers[key] for name, key in cell["inputs"].items()}
    try:
        return Fraction(evaluate(cell["formula"], names))
    except ExpressionError:
        return None


def _elsewhere(
    prepared: Mapping[str, Any],
    key: str,
    answers: Mapping[str, Fraction],
    marked: Mapping[str, Marked],
) -> Marked:
    """A wrong value that is right in another cell of its row or column, once that one is right."""
    row, _, column = key.partition(".")
    for other, cell in sorted(prepared["cells"].items()):
        there = other.partition(".")
        beside = other != key and (there[0] == row or there[2] == column)
        if beside and marked[other].why == "right" and answers[other] == answers[key]:
            return Marked("elsewhere", 0.0, (Message("table.elsewhere", {"cell": cell["title"]}),))
    return marked[key]
