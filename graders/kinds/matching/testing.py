"""Answers that a matching question must judge well."""

from collections.abc import Iterator

from graders.kinds import grading
from graders.kinds.base import Case, Prepared
from graders.kinds.matching.checks import pairing


def cases(prepared: Prepared) -> list[Case]:
    """Right, each pair left out, known mistakes alone, malformed, hostile."""
    left, points = prepared["left"], int(prepared["points"])
    matches = [item["match"] for item in left]
    chosen = [match[0] for match in matches] if prepared["reuse"] else pairing(matches)
    right = {item["id"]: id_ for item, id_ in zip(left, chosen or (), strict=True)}
    found = [Case("right", right, 1.0, says="matching.count")]
    for item in left:
        rest = {key: value for key, value in right.items() if key != item["id"]}
        score = 1 - item["max"] / points if points else None
        found.append(Case(f"without {item['id']}", rest, score, says="matching.blank"))
    return [*found, *_mistakes(prepared), *_unreadable(prepared, right)]


def _mistakes(prepared: Prepared) -> Iterator[Case]:
    for entry in prepared["misconceptions"]:
        alone = {entry["left"]: entry["right"]}
        yield Case(f"misconception {entry['id']}", alone, 0.0, says=entry["id"])


def _unreadable(prepared: Prepared, right: dict[str, str]) -> list[Case]:
    first = prepared["left"][0]["id"]
    raws = {
        "empty": "",
        "no field": {},
        "nothing chosen": dict.fromkeys(right, ""),
        "unknown choice": {**right, first: "no such item"},
        "unknown item": {**right, "no such item": right[first]},
        "nested": {**right, first: [right[first]]},
        "list": list(right.values()),
        "huge": "a" * grading.HUGE,
        "huge choice": {first: "a" * grading.HUGE},
        "number": 3,
        "null": None,
    }
    if not prepared["reuse"]:
        raws["one for all"] = dict.fromkeys(right, right[first])
    return [Case(name, raw, answered="malformed") for name, raw in raws.items()]
