"""A table prepared for a variant: right values, known values, what own cells are checked with."""

from collections.abc import Mapping
from typing import Any

from graders.contracts import Json, Localized, Message
from graders.kinds import expected, grading
from graders.kinds.base import QuestionError
from graders.kinds.formulas import author, number_of, saying
from graders.kinds.table.grid import Cell, cells_of, entries, inputs_of, ordered, shares
from graders.maths.numbers import canonical
from graders.maths.scalar import CONSTANTS, ExpressionError, Number, names_in
from graders.messages import render

CARRY = 0.5
_GROUPS = ("accept", "misconceptions")


def prepare(question: Mapping[str, Any], values: Mapping[str, Any]) -> dict[str, Json]:
    """The prepared table, plain JSON. Raises ``DegenerateVariant`` or ``QuestionError``.

    Nothing relies on the order of keys in an object, which a database may change.
    """
    try:
        cells = cells_of(question)
    except ExpressionError as error:
        raise QuestionError(error.said) from error
    order = ordered(cells)
    right = _right(cells, order, values)
    known = {group: list(entries(question, group)) for group in _GROUPS}
    worth = shares(list(cells.values()), question.get("weights", {}), question["points"])
    labels = _labels(question, values)
    return {
        **grading.common(dict(question)),
        "inputmode": expected.keyboard(question),
        "carry": question.get("carry", CARRY),
        "columns": [
            {"id": column["id"], "label": saying(column["label"], values)}
            for column in question["columns"]
        ],
        "rows": [_row(row, question, cells, values) for row in question["rows"]],
        "order": order,
        "values": _used(cells, values),
        "cells": {
            key: {
                "max": worth[key],
                "title": _title(labels[cell.row], labels[cell.column]),
                **_cell(question, cell, right, known, values),
            }
            for key, cell in cells.items()
        },
        **{key: saying(question[key], values) for key in ("caption", "corner") if key in question},
        "hints": [
            {"cost": hint.get("cost", 0), "say": saying(hint["text"], values)}
            for hint in question.get("hints", ())
        ],
    }


def _right(
    cells: Mapping[str, Cell], order: list[str], values: Mapping[str, Any]
) -> dict[str, Number]:
    """The right value of every cell."""
    right: dict[str, Number] = {}
    for key in order:
        cell = cells[key]
        if shadowed := cell.inputs.keys() & values.keys():
            params = {"name": min(shadowed), "path": cell.path}
            raise QuestionError(Message("table.shadow", params))
        names = {**values, **{name: right[source] for name, source in cell.inputs.items()}}
        right[key] = number_of(cell.formula, names, cell.path)
    if circle := cells.keys() - set(order):
        raise QuestionError(Message("table.circle", {"cell": min(circle), "path": ["rows"]}))
    return right


def _number(question: Mapping[str, Any], cell: Cell) -> str:
    column = next(c for c in question["columns"] if c["id"] == cell.column)
    return str(column.get("number") or question.get("number", "integer"))


def _cell(
    question: Mapping[str, Any],
    cell: Cell,
    right: Mapping[str, Number],
    known: Mapping[str, list[tuple[str, dict[str, Any]]]],
    values: Mapping[str, Any],
) -> dict[str, Json]:
    """One cell and what is expected of it; its known values may name cells: the right ones."""
    own = {group: [entry for key, entry in known[group] if key == cell.key] for group in _GROUPS}
    names = dict(values)
    for entry in (*own["accept"], *own["misconceptions"]):
        try:
            found = inputs_of(str(entry["value"]), cell.row, set(right))
        except ExpressionError:
            continue  # said when it is evaluated
        names |= {name: right[key] for name, key in found.items() if name not in values}
    rules = {**question, "number": _number(question, cell)}
    return {
        "formula": cell.formula,
        "inputs": dict(cell.inputs),
        "number": rules["number"],
        **expected.prepare(rules, right[cell.key], own, names, cell.path),
    }


def _used(cells: Mapping[str, Cell], values: Mapping[str, Any]) -> dict[str, Json]:
    """Values, as canonical texts, that formulas with cells need at grading."""
    carried = [cell for cell in cells.values() if cell.inputs]
    names = {name for cell in carried for name in names_in(cell.formula) - cell.inputs.keys()}
    names |= CONSTANTS.keys() & values.keys()
    return {name: canonical(values[name]) for name in sorted(names)}


def _row(
    row: Mapping[str, Any],
    question: Mapping[str, Any],
    cells: Mapping[str, Cell],
    values: Mapping[str, Any],
) -> dict[str, Json]:
    keys = [f"{row['id']}.{column['id']}" for column in question["columns"]]
    own = [cells[key] for key in keys if key in cells]
    elsewhere = [{k.partition(".")[0] for k in cell.inputs.values()} - {row["id"]} for cell in own]
    return {
        "id": row["id"],
        "label": saying(row["label"], values),
        "cells": [key if key in cells else None for key in keys],
        "total": bool(own) and all(elsewhere),
    }


def _labels(question: Mapping[str, Any], values: Mapping[str, Any]) -> dict[str, dict[str, Json]]:
    return {
        entry["id"]: saying(entry["label"], values)
        for entry in (*question["columns"], *question["rows"])
    }


def _title(row: dict[str, Json], column: dict[str, Json]) -> Localized:
    """``SimpleRNN 2, Noyau`` in every language of the labels."""
    languages = (row["text"].keys() | column["text"].keys()) - {"*"} or {"*"}
    return {
        language: f"{render(author(row), language)}, {render(author(column), language)}"
        for language in sorted(languages)
    }
