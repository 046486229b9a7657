"""What is wrong with an ordering, as its author wrote it."""

from collections.abc import Iterator, Mapping
from typing import Any

from graders.contracts import Message
from graders.kinds.formulas import telling
from graders.kinds.ordering.precedence import closure, direct, listed


def problems(question: Mapping[str, Any]) -> list[Message]:
    """Ids used twice or telling, unknown steps, circles, no order at all, no mistakes."""
    found = [*_ids(question), *_unknown(question)]
    if any(message.id == "ordering.no-step" for message in found):
        return found
    pairs = closure(direct(question["steps"]))
    if circle := sorted(one for one, other in pairs if one == other):
        params = {"ids": ", ".join(circle), "path": ["steps"]}
        return [*found, Message("ordering.circle", params)]
    if not pairs:
        found.append(Message("ordering.free", {"path": ["steps"]}))
    if "order_weight" in question and not question.get("gaps"):
        found.append(Message("ordering.weight-alone", {"path": ["order_weight"]}))
    return [*found, *_written(question), *_misplaced(question, pairs)]


def _ids(question: Mapping[str, Any]) -> Iterator[Message]:
    seen: set[str] = set()
    for group in ("steps", "distractors", "gaps"):
        for index, entry in enumerate(question.get(group, ())):
            params = {"id": entry["id"], "path": [group, index, "id"]}
            if entry["id"] in seen:
                yield Message("question.twice", params)
            seen.add(entry["id"])
            if group != "gaps" and telling(entry["id"]):
                yield Message("choice.telling", params)


def _unknown(question: Mapping[str, Any]) -> Iterator[Message]:
    known = [step["id"] for step in question["steps"]]
    for index, step in enumerate(question["steps"]):
        for id_ in listed(step.get("after", ())):
            if id_ not in known:
                yield _no_step(id_, known, ["steps", index, "after"])
    for index, entry in enumerate(question.get("misplaced", ())):
        for name in ("step", "before"):
            if entry[name] not in known:
                yield _no_step(entry[name], known, ["misplaced", index, name])


def _no_step(id_: str, known: list[str], path: list[str | int]) -> Message:
    return Message("ordering.no-step", {"id": id_, "known": ", ".join(known), "path": path})


def _written(question: Mapping[str, Any]) -> Iterator[Message]:
    """The steps as written are a right order: a reader of the file sees the solution."""
    seen: set[str] = set()
    for index, step in enumerate(question["steps"]):
        for id_ in listed(step.get("after", ())):
            if id_ not in seen:
                params = {"id": step["id"], "after": id_, "path": ["steps", index, "after"]}
                yield Message("ordering.written", params)
        seen.add(step["id"])


def _misplaced(question: Mapping[str, Any], pairs: set[tuple[str, str]]) -> Iterator[Message]:
    for index, entry in enumerate(question.get("misplaced", ())):
        if (entry["before"], entry["step"]) not in pairs:
            params = {"step": entry["step"], "before": entry["before"]}
            path = ["misplaced", index]
            yield Message("ordering.not-misplaced", {**params, "path": path})
