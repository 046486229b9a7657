"""Answers that gaps must judge well: one gap wrong at a time, and what is no answer."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from graders.kinds import expected, grading
from graders.kinds.base import Case


def right(gaps: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    """The right answer of every gap."""
    return {gap["id"]: _right(gap) for gap in gaps}


def _right(gap: Mapping[str, Any]) -> str:
    if "value" in gap:
        return str(gap["answer"])
    if "words" in gap:
        return str(next(iter(gap["words"].values()))[0])
    if "options" in gap:
        return str(max(gap["options"], key=lambda option: float(option["credit"]))["id"])
    return str(gap["formula"])


def wrongs(
    gaps: Sequence[Mapping[str, Any]], rest: Mapping[str, Any], points: int
) -> Iterator[Case]:
    """Known mistakes, other options and blanks, one at a time, with ``rest`` right."""
    for gap in gaps:
        for name, value, credit, says in _known(gap):
            score = 1 - (1 - credit) * gap["max"] / points if points else None
            yield Case(f"{gap['id']}: {name}", {**rest, gap["id"]: value}, score, says=says)


def _known(gap: Mapping[str, Any]) -> Iterator[tuple[str, str, float, str]]:
    yield "blank", "", 0.0, "gap.blank"
    if "words" in gap:
        for words in gap["words"].values():
            yield from ((word, word, 1.0, "gap.right") for word in words)
    for entry in gap.get("accept", ()):
        if not entry.get("may_meet"):
            says = entry["id"] if "say" in entry else "gap.right"
            credit = float(entry.get("credit", 1))
            yield entry["id"], entry["value"], credit, says if credit else ""
    for entry in gap.get("misconceptions", ()):
        if not entry.get("may_meet"):
            yield entry["id"], _mistake(entry), 0.0, entry["id"]
    for option in gap.get("options", ()):
        says = option["id"] if "say" in option else ""
        yield f"option {option['id']}", option["id"], float(option["credit"]), says
    if "value" in gap:
        yield "wrong", expected.some_wrong(gap), 0.0, "gap.wrong"


def _mistake(entry: Mapping[str, Any]) -> str:
    if "value" in entry:
        return str(entry["value"])
    words = entry.get("words", entry.get("formula"))
    while not isinstance(words, str):
        words = next(iter(words.values())) if isinstance(words, dict) else words[0]
    return words


def unreadable(gaps: Sequence[Mapping[str, Any]], rest: Mapping[str, Any]) -> Iterator[Case]:
    """What cannot be read in the first gap; malformed and hostile."""
    first = gaps[0]["id"]
    raws: dict[str, Any] = {"nested": [["a"]], "object": {"a": "1"}, "true": True}
    raws["huge"] = "9" * grading.HUGE
    for name, raw in raws.items():
        yield Case(f"{name} in {first}", {**rest, first: raw}, answered="malformed")
