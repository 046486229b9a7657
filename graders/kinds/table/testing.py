"""Answers that a table must judge well: one cell wrong at a time, and what is no table."""

from collections.abc import Iterator
from typing import Any

from graders.kinds import expected, grading
from graders.kinds.base import Case, Prepared
from graders.kinds.table.marking import said_of_blanks


def cases(prepared: Prepared) -> list[Case]:
    """Right, each known value in its cell, wrong, partly blank, malformed, hostile."""
    cells: dict[str, dict[str, Any]] = prepared["cells"]
    right = {key: cell["answer"] for key, cell in cells.items()}
    wrong = {key: expected.some_wrong(cell) for key, cell in cells.items()}
    first = prepared["order"][0]
    alone = int(cells[first]["max"]) / int(prepared["points"])
    blank = said_of_blanks(len(cells) - 1).id
    made = [
        Case("right", right, 1.0, says="table.count"),
        Case("one cell wrong", {**right, first: wrong[first]}, _share(prepared, first, 0)),
        Case("one cell only", {first: right[first]}, alone, says=blank),
        *_known(prepared, right),
    ]
    return made + _unreadable(right, first)


def _known(prepared: Prepared, right: dict[str, str]) -> Iterator[Case]:
    for key, cell in prepared["cells"].items():
        for group in ("accept", "misconceptions"):
            for entry in cell[group]:
                if not entry.get("may_meet"):
                    credit = float(entry.get("credit", 1)) if group == "accept" else 0.0
                    answer = {**right, key: entry["value"]}
                    says = entry["id"] if "say" in entry else ""
                    score = _share(prepared, key, credit)
                    yield Case(f"{group} {entry['id']} in {key}", answer, score, says=says)


def _share(prepared: Prepared, key: str, credit: float) -> float:
    """The score with one cell at ``credit``: the cells that name it are right all the same."""
    lost = (1 - credit) * int(prepared["cells"][key]["max"])
    return 1 - lost / int(prepared["points"])


def _unreadable(right: dict[str, str], first: str) -> list[Case]:
    raws = {
        "empty": {},
        "blank": dict.fromkeys(right, "  "),
        "text": {**right, first: "beaucoup"},
        "infinite": {**right, first: "inf"},
        "huge cell": {**right, first: "9" * grading.HUGE},
        "tower": {**right, first: "9^9^9^9"},
        "nested cell": {**right, first: [[["1"]]]},
        "unknown cell": {**right, "no.cell": "1"},
        "huge": "9" * grading.HUGE,
        "list": [[["1"]]],
        "number": 5,
        "null": None,
    }
    return [Case(name, raw, answered="malformed") for name, raw in raws.items()]
