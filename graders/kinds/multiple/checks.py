"""What is wrong with a question of several right options, as its author wrote it."""

from collections.abc import Iterator
from typing import Any

from graders.contracts import Message
from graders.kinds.formulas import telling


def problems(question: dict[str, Any]) -> list[Message]:
    """Ids used twice or telling, options nobody can miss, nothing right, nothing wrong."""
    found = list(_of_options(question["options"]))
    right = sum(bool(option.get("correct")) for option in question["options"])
    if not right:
        found.append(Message("multiple.no-right", {"path": ["options"]}))
    elif right == len(question["options"]):
        found.append(Message("multiple.no-wrong", {"path": ["options"]}))
    return found


def _of_options(options: list[dict[str, Any]]) -> Iterator[Message]:
    seen: set[str] = set()
    for index, option in enumerate(options):
        params = {"id": option["id"], "path": ["options", index, "id"]}
        if option["id"] in seen:
            yield Message("question.twice", params)
        seen.add(option["id"])
        if telling(option["id"]):
            yield Message("choice.telling", params)
        if "missed" in option and not option.get("correct"):
            yield Message("multiple.missed-wrong", {**params, "path": ["options", index, "missed"]})
