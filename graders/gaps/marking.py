"""What is filled in, judged: one part for each gap."""

from collections.abc import Mapping, Sequence
from typing import Any

from graders.contracts import Message, Part
from graders.gaps.preparing import keys_of
from graders.gaps.words import key
from graders.kinds import expected, grading
from graders.kinds.formulas import author
from graders.maths.numbers import exact, shown

_FREE = frozenset({"refused", "not-run"})


def parts(
    gaps: Sequence[Mapping[str, Any]],
    answer: Mapping[str, str],
    judged: Mapping[str, Part] | None = None,
) -> tuple[Part, ...]:
    """The parts in the order of the gaps. ``judged``: those of formulas, from the sandbox."""
    made = []
    for place, gap in enumerate(gaps, start=1):
        typed = answer.get(gap["id"])
        if typed is None:
            made.append(_part(gap, place, Message("gap.blank"), credit=0.0, why="blank", value=""))
        elif "formula" in gap:
            made.append(_formula(gap, place, typed, (judged or {})[gap["id"]]))
        else:
            made.append(_judged(gap, place, typed))
    return tuple(made)


def _judged(gap: Mapping[str, Any], place: int, typed: str) -> Part:
    if "value" in gap:
        value = exact(typed)
        found = expected.judge(gap, value)
        said = found.messages or (Message(f"gap.{'right' if found.credit else 'wrong'}"),)
        number = value.numerator if value.denominator == 1 else value
        return _part(gap, place, said[0], credit=found.credit, why=found.why, value=shown(number))
    if "words" in gap:
        return _words(gap, place, typed)
    option = next(one for one in gap["options"] if one["id"] == typed)
    credit = float(option["credit"])
    word = "right" if credit >= 1 else "partial" if credit else "wrong"
    own = author(option["say"]) if "say" in option else Message(f"gap.{word}")
    return _part(gap, place, own, credit=credit, why=word, value=typed)


def _words(gap: Mapping[str, Any], place: int, typed: str) -> Part:
    said = key(typed)
    if said in keys_of(gap["words"]):
        return _part(gap, place, Message("gap.right"), credit=1.0, why="right", value=typed)
    for entry in gap["misconceptions"]:
        if said in entry["keys"]:
            return _part(
                gap, place, author(entry["say"]), credit=0.0, why="misconception", value=typed
            )
    return _part(gap, place, Message("gap.wrong"), credit=0.0, why="wrong", value=typed)


def _formula(gap: Mapping[str, Any], place: int, typed: str, part: Part) -> Part:
    """The sandbox's part, with our own points and place."""
    passed = part.outcome == "passed"
    why = "right" if passed else "free" if part.outcome in _FREE else "wrong"
    made = _part(gap, place, Message("gap.right"), credit=float(passed), why=why, value=typed)
    return Part(
        key=made.key,
        outcome=part.outcome,
        points=made.points,
        max=made.max,
        title=made.title,
        messages=part.messages,
        details=(*made.details, *part.details),
    )


def _part(
    gap: Mapping[str, Any], place: int, said: Message, *, credit: float, why: str, value: Any
) -> Part:
    return Part(
        key=gap["id"],
        outcome=grading.outcome_of(credit),
        points=grading.worth(credit, gap["max"]),
        max=gap["max"],
        title={"fr": f"Lacune {place}", "en": f"Gap {place}"},
        messages=(said,),
        details=({"type": "gap", "why": why, "value": value, "place": place},),
    )
