"""Which step has to come before which: the transitive closure of ``after``, and the score."""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

Pairs = set[tuple[str, str]]


def direct(steps: Sequence[Mapping[str, Any]]) -> Pairs:
    """``(before, after)`` as written; without any ``after`` each step follows the one above."""
    if not any("after" in step for step in steps):
        return {(one["id"], other["id"]) for one, other in pairwise(steps)}
    return {(before, step["id"]) for step in steps for before in listed(step.get("after", ()))}


def listed(after: Any) -> list[str]:
    """``after`` as a list of ids."""
    return [after] if isinstance(after, str) else list(after)


def closure(pairs: Pairs) -> Pairs:
    """The pairs and all that follow from them."""
    found = set(pairs)
    while more := {(a, d) for a, b in found for c, d in found if b == c} - found:
        found |= more
    return found


def credit_of(question: Mapping[str, Any], order: Sequence[str]) -> float:
    """The share of respected precedences, less one step's share for each needless step.

    A step that nothing precedes or follows and that is left out costs its share too.
    """
    pairs = [tuple(pair) for pair in question["pairs"]]
    steps = {step["id"] for step in question["steps"] if not step["extra"]}
    kept = len(respected(pairs, order)) / len(pairs)
    bound = {id_ for pair in pairs for id_ in pair}
    lost = len([id_ for id_ in order if id_ not in steps]) + len(steps - bound - set(order))
    return max(0.0, kept - lost / len(steps))


def respected(pairs: Sequence[tuple[str, ...]], order: Sequence[str]) -> list[tuple[str, ...]]:
    """The pairs both of whose steps are placed, in their order."""
    place = {id_: n for n, id_ in enumerate(order)}
    return [(a, b) for a, b in pairs if a in place and b in place and place[a] < place[b]]


def first_wrong(question: Mapping[str, Any], order: Sequence[str]) -> int | None:
    """Index of the first step that does not belong there, or before which one is missing."""
    extra = {step["id"] for step in question["steps"] if step["extra"]}
    needed: dict[str, set[str]] = {}
    for before, after in question["pairs"]:
        needed.setdefault(after, set()).add(before)
    for index, id_ in enumerate(order):
        if id_ in extra or not needed.get(id_, set()) <= set(order[:index]):
            return index
    return None
