"""Answers that a question of several right options must judge well."""

from collections.abc import Callable
from typing import Any

from graders.kinds import grading
from graders.kinds.base import Case, Prepared


def cases(prepared: Prepared, credit: Callable[[set[str]], float]) -> list[Case]:
    """Right, each option changed alone, everything ticked, malformed, hostile."""
    options = prepared["options"]
    right = [option["id"] for option in options if option["correct"]]
    everything = [option["id"] for option in options]
    found = [
        Case("right", right, 1.0, says="multiple.right"),
        Case("right, as a form", dict.fromkeys(right, "on"), 1.0),
        Case("everything", everything, 0.0),
    ]
    for option in options:
        changed = set(right) ^ {option["id"]}
        if changed:
            says = _says(option, ticked=option["id"] in changed)
            name = f"{'without' if option['correct'] else 'with'} {option['id']}"
            found.append(Case(name, sorted(changed), credit(changed), says=says))
    return found + _unreadable(right)


def _says(option: dict[str, Any], *, ticked: bool) -> str:
    return str(option["id"]) if ticked and "say" in option else ""


def _unreadable(right: list[str]) -> list[Case]:
    raws = {
        "empty": "",
        "no field": {},
        "no tick": dict.fromkeys(right, ""),
        "unknown": [*right, "no such option"],
        "one text": right[0],
        "huge": "a" * grading.HUGE,
        "nested": [[right]],
        "numbers": [0, 1],
        "true": True,
        "null": None,
    }
    return [Case(name, raw, answered="malformed") for name, raw in raws.items()]
