"""Answers that an ordering must judge well."""

from collections.abc import Iterator, Sequence
from typing import Any

from graders.gaps import testing
from graders.kinds import grading
from graders.kinds.base import Case, Prepared
from graders.kinds.ordering.precedence import credit_of


def cases(prepared: Prepared) -> list[Case]:
    """Right, reversed, a step left out, each needless step, gaps; malformed, hostile."""
    order = [step["id"] for step in prepared["steps"] if not step["extra"]]
    filled = testing.right(prepared["gaps"])
    right = {**_places(order), **filled}
    found = [Case("right", right, 1.0, says="ordering.right")]
    tries = {"reversed": order[::-1], "without the last": order[:-1], "the first alone": order[:1]}
    for name, changed in tries.items():
        score = _score(prepared, changed)
        found.append(Case(name, {**_places(changed), **filled}, score))
    found += _extras(prepared, order, filled)
    found += _misplaced(prepared, order, filled)
    if prepared["gaps"]:
        found += testing.wrongs(prepared["gaps"], right, prepared["points"])
        found += testing.unreadable(prepared["gaps"], right)
    return found + _unreadable(right, order)


def _places(order: Sequence[str]) -> dict[str, Any]:
    return {id_: str(n) for n, id_ in enumerate(order, start=1)}


def _score(prepared: Prepared, order: Sequence[str]) -> float | None:
    points = prepared["points"]
    lost = (1 - credit_of(prepared, order)) * prepared["order_max"]
    return 1 - lost / points if points else None


def _extras(prepared: Prepared, order: list[str], filled: dict[str, str]) -> Iterator[Case]:
    for step in prepared["steps"]:
        if step["extra"]:
            used = [*order, step["id"]]
            says = step["id"] if "say" in step else "ordering.extra"
            answer = {**_places(used), **filled}
            yield Case(f"with {step['id']}", answer, _score(prepared, used), says=says)


def _misplaced(prepared: Prepared, order: list[str], filled: dict[str, str]) -> Iterator[Case]:
    for entry in prepared["misplaced"]:
        rest = [id_ for id_ in order if id_ != entry["step"]]
        rest.insert(rest.index(entry["before"]), entry["step"])
        answer = {**_places(rest), **filled}
        yield Case(f"misplaced {entry['id']}", answer, _score(prepared, rest), says=entry["id"])


def _unreadable(right: dict[str, Any], order: list[str]) -> list[Case]:
    one, other = order[:2]
    raws = {
        "empty": "",
        "no field": {},
        "no place": dict.fromkeys(order, ""),
        "same place": {**right, one: "1", other: "1"},
        "place 0": {**right, one: "0"},
        "no number": {**right, one: "first"},
        "half": {**right, one: 1.5},
        "true": {**right, one: True},
        "nested": {**right, one: ["1"]},
        "unknown step": {**right, "no such step": "1"},
        "list": order,
        "huge": "1" * grading.HUGE,
        "huge place": {**right, one: "1" * grading.HUGE},
        "number": 12,
        "null": None,
    }
    return [Case(name, raw, answered="malformed") for name, raw in raws.items()]
