"""What is wrong with a matching question, as its author wrote it."""

from collections.abc import Iterator
from typing import Any

from graders.contracts import Message


def problems(question: dict[str, Any]) -> list[Message]:
    """Ids used twice, unknown items, answers that cannot each serve once, right mistakes."""
    found = list(_twice(question))
    right = [item["id"] for item in question["right"]]
    matches = [accepted(item) for item in question["left"]]
    for index, match in enumerate(matches):
        for id_ in match:
            if id_ not in right:
                params = {"id": id_, "known": ", ".join(right), "path": ["left", index, "match"]}
                found.append(Message("matching.no-match", params))
    if not question.get("reuse") and pairing(matches) is None:
        found.append(Message("matching.shared", {"path": ["left"]}))
    return [*found, *_mistakes(question, right)]


def accepted(item: dict[str, Any]) -> list[str]:
    """The ids on the right that an item on the left accepts."""
    match = item["match"]
    return [match] if isinstance(match, str) else list(match)


def pairing(matches: list[list[str]]) -> list[str] | None:
    """One choice for each item, no two the same; ``None`` if there is none (augmenting paths)."""
    taken: dict[str, int] = {}

    def place(index: int, seen: set[str]) -> bool:
        for id_ in matches[index]:
            if id_ not in seen:
                seen.add(id_)
                if id_ not in taken or place(taken[id_], seen):
                    taken[id_] = index
                    return True
        return False

    if not all(place(index, set()) for index in range(len(matches))):
        return None
    chosen = {index: id_ for id_, index in taken.items()}
    return [chosen[index] for index in range(len(matches))]


def _twice(question: dict[str, Any]) -> Iterator[Message]:
    for group in ("left", "right", "misconceptions"):
        seen: set[str] = set()
        for index, entry in enumerate(question.get(group, ())):
            if entry["id"] in seen:
                yield Message("question.twice", {"id": entry["id"], "path": [group, index, "id"]})
            seen.add(entry["id"])


def _mistakes(question: dict[str, Any], right: list[str]) -> Iterator[Message]:
    left = {item["id"]: accepted(item) for item in question["left"]}
    for index, entry in enumerate(question.get("misconceptions", ())):
        path = ["misconceptions", index]
        if entry["left"] not in left:
            params = {"id": entry["left"], "known": ", ".join(left), "path": [*path, "left"]}
            yield Message("matching.no-left", params)
        elif entry["right"] not in right:
            params = {"id": entry["right"], "known": ", ".join(right), "path": [*path, "right"]}
            yield Message("matching.no-match", params)
        elif entry["right"] in left[entry["left"]]:
            both = {"left": entry["left"], "right": entry["right"], "path": path}
            yield Message("matching.not-wrong", both)
