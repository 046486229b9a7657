"""An order judged: its points, the first step out of place, what is said of single steps."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from graders.contracts import Message, Part
from graders.kinds import grading
from graders.kinds.formulas import author
from graders.kinds.ordering.precedence import credit_of, first_wrong, respected

ORDER = "order"


def parts(question: Mapping[str, Any], order: Sequence[str]) -> Iterator[Part]:
    """Part ``order`` with the points; then parts, without points, of needless and early steps."""
    credit = credit_of(question, order)
    first = first_wrong(question, order)
    yield Part(
        key=ORDER,
        outcome=grading.outcome_of(credit),
        points=grading.worth(credit, question["order_max"]),
        max=question["order_max"],
        title={"fr": "Ordre", "en": "Order"},
        messages=tuple(_said(question, order, first, credit)),
        details=({"type": "order", "first": first, "order": list(order)},),
    )
    for step in question["steps"]:
        if step["extra"] and step["id"] in order:
            own = author(step["say"]) if "say" in step else Message("ordering.extra")
            yield _told(step["id"], order, own)
    for entry in question["misplaced"]:
        early, late = entry["step"], entry["before"]
        if early in order and late in order and order.index(early) < order.index(late):
            yield _told(entry["id"], order, author(entry["say"]), early)


def _said(
    question: Mapping[str, Any], order: Sequence[str], first: int | None, credit: float
) -> Iterator[Message]:
    if credit >= 1:
        yield Message("ordering.right")
        return
    pairs = [tuple(pair) for pair in question["pairs"]]
    count = {"right": len(respected(pairs, order)), "all": len(pairs)}
    steps = {step["id"]: step for step in question["steps"]}
    if first is not None:
        extra = steps[order[first]]["extra"]
        yield Message(f"ordering.{'first-extra' if extra else 'early'}", {"n": first + 1})
    else:
        missing = sum(not step["extra"] for step in steps.values()) - len(order)
        yield Message("ordering.missing", {"n": missing})
    yield Message("ordering.count", count)


def _told(key: str, order: Sequence[str], said: Message, step: str = "") -> Part:
    place = order.index(step or key) + 1
    return Part(
        key=key,
        outcome="failed",
        points=0,
        max=0,
        title={"fr": f"Étape {place}", "en": f"Step {place}"},
        messages=(said,),
        details=({"type": "step", "place": place, "step": step or key},),
    )
