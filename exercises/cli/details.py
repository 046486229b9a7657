"""What a line of the gate carries besides its sentences, as text for a terminal."""

from collections.abc import Mapping
from typing import Any

from graders.contracts import CheckLine

_INDENT = "      "
_COLUMNS = ("line", "tolerance", "honest", "float32", "mistake", "suggested", "tests")
_FEW = 3


def shown(line: CheckLine) -> list[str]:
    """The details of a line that asks for a look, under a heading of its own."""
    found = blocks(line) if line.ok is False or line.warning else []
    if not found:
        return []
    about = " ".join(word for word in (line.step, line.question, line.subject) if word)
    return ["", f"  {about}", *found]


def blocks(line: CheckLine) -> list[str]:
    """All details of a line, row by row."""
    return [row for detail in line.details for row in _block(detail)]


def _block(detail: Mapping[str, Any]) -> list[str]:
    if detail.get("type") == "diff":
        where = f"{_INDENT}{detail['file']}:{detail['line']}"
        return [where, *(_INDENT + row for row in detail["lines"] if row != "@@")]
    if detail.get("type") == "traceback":
        return [_INDENT + str(row) for row in detail["lines"]]
    if detail.get("type") == "tolerances":
        return _tolerances(detail["rows"])
    return []


def _tolerances(rows: list[dict[str, Any]]) -> list[str]:
    """A row for each tolerance; deviations as the tolerance that would just accept them."""
    cells = [_COLUMNS, *(tuple(_cell(row[key]) for key in _COLUMNS) for row in rows)]
    widths = [max(len(row[place]) for row in cells) for place in range(len(_COLUMNS) - 1)]
    return [
        _INDENT + "  ".join([*(c.ljust(w) for c, w in zip(row, widths, strict=False)), row[-1]])
        for row in cells
    ]


def _cell(value: Any) -> str:
    if value is None or value == "":
        return "-"
    if isinstance(value, list):
        few = ", ".join(map(str, value[:_FEW]))
        return f"{few} and {len(value) - _FEW} more" if len(value) > _FEW else few
    return f"{value:g}" if isinstance(value, float) else str(value)
