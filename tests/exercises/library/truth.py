"""Reading the bundled exercises as an author wrote them, and evaluating their formulas.

The tests beside this file compute every reference value again from something else: real
PyTorch modules, autograd, matrix products. Nothing is typed in.
"""

import random
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from graders.maths.scalar import ExpressionError, Number, evaluate

LIBRARY = Path("exercises/library")
Values = dict[str, Number]


@cache
def read(slug: str) -> dict[str, Any]:
    """The ``exercise.yaml`` of a bundled exercise as plain data."""
    (path,) = LIBRARY.glob(f"*/{slug}/exercise.yaml")
    return dict(YAML(typ="safe", pure=True).load(path))


def question(exercise: Mapping[str, Any], name: str) -> dict[str, Any]:
    """One question of an exercise by its id."""
    (found,) = [q for q in exercise["questions"] if q["id"] == name]
    return dict(found)


def draws(exercise: Mapping[str, Any], count: int) -> list[Values]:
    """All fixed variants, then ``count`` random ones: parameters and ``let`` values."""
    rng = random.Random(exercise["slug"])
    fixed = list(exercise["variants"]["fixed"].values())
    return [with_let(exercise, p) for p in fixed + [_draw(exercise, rng) for _ in range(count)]]


def with_let(exercise: Mapping[str, Any], parameters: Mapping[str, Number]) -> Values:
    """The parameters with the ``let`` values computed from them, in order."""
    values = dict(parameters)
    for name, formula in exercise["let"].items():
        values[name] = evaluate(str(formula), values)
    return values


def _draw(exercise: Mapping[str, Any], rng: random.Random) -> Values:
    values: Values = {}
    for name, rule in exercise["parameters"].items():
        barred = {values[other] for other in rule.get("not", [])}
        choices = rule.get("choice") or range(rule["integer"][0], rule["integer"][1] + 1)
        values[name] = rng.choice([value for value in choices if value not in barred])
    return values


def cells(table: Mapping[str, Any], values: Values) -> Values:
    """The right value of each cell, by ``row.column``; a formula may name other cells."""
    columns = [column["id"] for column in table["columns"]]
    waiting = {
        (row["id"], column): str(row[column])
        for row in table["rows"]
        for column in columns
        if column in row
    }
    known: Values = {}
    while waiting:
        before = len(waiting)
        for (row, column), formula in list(waiting.items()):
            own = {name: known[f"{row}.{name}"] for name in columns if f"{row}.{name}" in known}
            try:
                known[f"{row}.{column}"] = evaluate(formula, {**values, **known, **own})
                del waiting[row, column]
            except ExpressionError:
                continue
        assert len(waiting) < before, f"cannot evaluate {waiting}"
    return known
