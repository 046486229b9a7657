"""The cells of a table: their formulas, which cells these name, and in which order to compute.

A cell's key is ``row.column``. In a formula a bare column is the cell of the same row, a
dotted name any cell, and every other name a value of the variant.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from graders.maths.scalar import names_in

OWN_KEYS = frozenset({"id", "label"})
MAX_CELLS = 200
Path = list[str | int]


@dataclass(frozen=True)
class Cell:
    """One cell: its formula, and the cells this names (name in the formula → key)."""

    row: str
    column: str
    formula: str
    inputs: Mapping[str, str]
    path: Path

    @property
    def key(self) -> str:
        """``row.column``."""
        return f"{self.row}.{self.column}"


def cells_of(question: Mapping[str, Any]) -> dict[str, Cell]:
    """The cells by key, in reading order. Raises ``ExpressionError`` for a formula that is none."""
    columns = [column["id"] for column in question["columns"]]
    present = {
        f"{row['id']}.{column}" for row in question["rows"] for column in columns if column in row
    }
    found: dict[str, Cell] = {}
    for index, row in enumerate(question["rows"]):
        for column in columns:
            if column in row:
                formula = str(row[column])
                inputs = inputs_of(formula, row["id"], present)
                cell = Cell(row["id"], column, formula, inputs, ["rows", index, column])
                found[cell.key] = cell
    return found


def inputs_of(formula: str, row: str, present: set[str]) -> dict[str, str]:
    """Names in ``formula`` that are cells, with their keys."""
    named = {name: name if "." in name else f"{row}.{name}" for name in sorted(names_in(formula))}
    return {name: key for name, key in named.items() if key in present}


def ordered(cells: Mapping[str, Cell]) -> list[str]:
    """The keys so that each cell comes after those it names; cells of a circle are left out."""
    done: list[str] = []
    waiting = dict(cells)
    while waiting:
        ready = [k for k, cell in waiting.items() if not waiting.keys() & cell.inputs.values()]
        if not ready:
            break
        done += ready
        waiting = {key: cell for key, cell in waiting.items() if key not in ready}
    return done


def entries(question: Mapping[str, Any], group: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Accepted values or misconceptions, one for each cell they speak of: (key, entry)."""
    for index, entry in enumerate(question.get(group, ())):
        places: Mapping[str, Any] = entry.get("cells") or {entry.get("cell"): entry.get("value")}
        for key, value in places.items():
            path = [group, index, "cells", key] if "cells" in entry else [group, index, "cell"]
            yield key, {**entry, "value": value, "path": path}


def shares(cells: Sequence[Cell], weights: Mapping[str, float], points: int) -> dict[str, int]:
    """Thousandths of a point for each cell; together exactly ``points``."""
    parts = [_weight(cell, weights) for cell in cells]
    whole = sum(parts) or 1.0
    found: dict[str, int] = {}
    before, sofar = 0, 0.0
    for cell, part in zip(cells, parts, strict=True):
        sofar += part
        upto = round(points * sofar / whole)
        found[cell.key], before = upto - before, upto
    return found


def _weight(cell: Cell, weights: Mapping[str, float]) -> float:
    for name in (cell.key, cell.row, cell.column):
        if name in weights:
            return float(weights[name])
    return 1.0
