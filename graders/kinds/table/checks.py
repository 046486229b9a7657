"""What is wrong with a table, as its author wrote it."""

from collections.abc import Iterator, Mapping
from typing import Any

from graders.contracts import Message
from graders.kinds.table.grid import MAX_CELLS, OWN_KEYS, Cell, cells_of, entries, ordered
from graders.maths.scalar import ExpressionError

GROUPS = ("accept", "misconceptions")


def problems(question: Mapping[str, Any]) -> list[Message]:
    """Ids used twice, unknown columns and cells, circles, weights of nothing."""
    found = [*_twice(question), *_unknown_columns(question)]
    if question.get("number", "integer") == "integer" and "tolerance" in question:
        real = [c for c in question["columns"] if c.get("number") == "real"]
        if not real:
            found.append(Message("question.tolerance-integer", {"path": ["tolerance"]}))
    try:
        cells = cells_of(question)
    except ExpressionError:
        return found  # said where formulas are checked
    if not 0 < len(cells) <= MAX_CELLS:
        params = {"n": len(cells), "most": MAX_CELLS, "path": ["rows"]}
        found.append(Message("table.cells", params))
    return [*found, *_circles(cells), *_unknown_cells(question, cells)]


def _twice(question: Mapping[str, Any]) -> Iterator[Message]:
    for group in ("columns", "rows", *GROUPS):
        seen: set[str] = set()
        for index, entry in enumerate(question.get(group, ())):
            if entry["id"] in seen:
                params = {"id": entry["id"], "path": [group, index, "id"]}
                yield Message("question.twice", params)
            seen.add(entry["id"])
    for index, column in enumerate(question["columns"]):
        if column["id"] in OWN_KEYS:
            params = {"id": column["id"], "path": ["columns", index, "id"]}
            yield Message("table.column-reserved", params)


def _unknown_columns(question: Mapping[str, Any]) -> Iterator[Message]:
    columns = {column["id"] for column in question["columns"]}
    for index, row in enumerate(question["rows"]):
        for key in row.keys() - columns - OWN_KEYS:
            known = ", ".join(sorted(columns))
            yield Message(
                "table.unknown-column", {"id": key, "known": known, "path": ["rows", index, key]}
            )


def _circles(cells: Mapping[str, Cell]) -> Iterator[Message]:
    for key in cells.keys() - set(ordered(cells)):
        yield Message("table.circle", {"cell": key, "path": cells[key].path})


def _unknown_cells(question: Mapping[str, Any], cells: Mapping[str, Cell]) -> Iterator[Message]:
    for group in GROUPS:
        for key, entry in entries(question, group):
            if key not in cells:
                yield Message("table.unknown-cell", {"cell": str(key), "path": entry["path"]})
    names = {name for cell in cells.values() for name in (cell.key, cell.row, cell.column)}
    for name in question.get("weights", {}).keys() - names:
        yield Message("table.unknown-cell", {"cell": name, "path": ["weights", name]})
