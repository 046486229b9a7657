"""Parameters, ``let:`` and fixed variants: what the schema cannot say of them."""

import re
from collections.abc import Iterable
from typing import Any

from exercises.format.problems import Notes, listed, nested
from exercises.format.yaml12 import Path, Tree
from graders.maths.errors import ExpressionError
from graders.maths.scalar import CONSTANTS, FUNCTIONS, names_in

_DRAWS = ("integer", "real", "choice")
_FITTING = {
    "integer": {"integer", "not", "step"},
    "real": {"real", "not", "decimals", "step"},
    "choice": {"choice", "not"},
}
VARIANT = "variant.py"
_PRODUCT = re.compile(r"(?<![\w.])(\d+(?:\.\d+)?) *([A-Za-z_(][\w.]*)")
"""A number right before a name: ``2n``."""
NO_FORMULA = ("", "-", "–", "—", "/", ".", "x", "X")
"""What people write into a cell of a table that is none."""


def known_names(definition: dict[str, Any], files: Iterable[str]) -> frozenset[str] | None:
    """The names of values that texts and formulas may use; None: only ``variant.py`` knows."""
    if VARIANT in set(files):
        return None
    found = _mapping(definition, "parameters").keys() | _mapping(definition, "let").keys()
    return frozenset(found)


def check(tree: Tree, files: Iterable[str], notes: Notes) -> None:
    """Note what is wrong with parameters, ``let:`` and fixed variants."""
    parameters, let = _mapping(tree.data, "parameters"), _mapping(tree.data, "let")
    has_program = VARIANT in set(files)
    if has_program and parameters:
        notes.add(tree.file, tree.key_at(("parameters",)), "parameters-twice")
    _names(tree, parameters, let, notes)
    earlier: list[str] = []
    for name, spec in parameters.items():
        if isinstance(spec, dict):
            _parameter(tree, name, spec, earlier, notes)
        earlier.append(name)
    known: set[str] | None = None if has_program else set(parameters)
    for name, formula in let.items():
        check_formula(tree, ("let", name), formula, known, notes)
        if known is not None:
            known.add(name)
    if not has_program:
        _fixed(tree, parameters, notes)


def _mapping(data: Any, key: str) -> dict[str, Any]:
    found = data.get(key) if isinstance(data, dict) else None
    return found if isinstance(found, dict) else {}


def _names(tree: Tree, parameters: dict[str, Any], let: dict[str, Any], notes: Notes) -> None:
    for section, names in (("parameters", parameters), ("let", let)):
        for name in names:
            at = tree.key_at((section, name))
            if name in FUNCTIONS or name in CONSTANTS:
                notes.add(tree.file, at, "reserved-name", name=name)
            elif section == "let" and name in parameters:
                notes.add(tree.file, at, "let-hides", name=name)


def _parameter(
    tree: Tree, name: str, spec: dict[str, Any], earlier: list[str], notes: Notes
) -> None:
    way: Path = ("parameters", name)
    draws = [key for key in _DRAWS if key in spec]
    if len(draws) != 1:
        notes.add(tree.file, tree.key_at(way), "one-draw", name=name)
        return
    draw = draws[0]
    for key in spec.keys() - _FITTING[draw]:
        if any(key in fitting for fitting in _FITTING.values()):
            notes.add(tree.file, tree.key_at((*way, key)), "draw-key", key=key, draw=draw)
    if draw != "choice":
        _range(tree, name, draw, spec, notes)
    for index, excluded in enumerate(_list(spec.get("not"))):
        # a text is a parameter drawn before, or (for a choice of texts) one of its values
        if isinstance(excluded, str) and excluded not in [*earlier, *_list(spec.get("choice"))]:
            at = tree.at((*way, "not", index))
            notes.add(tree.file, at, "not-unknown", name=excluded, known=listed(excluded, earlier))


def _range(tree: Tree, name: str, draw: str, spec: dict[str, Any], notes: Notes) -> None:
    way: Path = ("parameters", name, draw)
    bounds = _list(spec[draw])
    if len(bounds) != 2 or not all(isinstance(b, int | float) for b in bounds):
        return
    if draw == "integer" and not all(isinstance(b, int) for b in bounds):
        notes.add(tree.file, tree.at(way), "integer-bounds")
    elif bounds[0] > bounds[1]:
        notes.add(tree.file, tree.at(way), "bounds-order", low=bounds[0], high=bounds[1])
    if draw == "integer" and not isinstance(spec.get("step", 1), int):
        notes.add(tree.file, tree.at(("parameters", name, "step")), "integer-bounds")


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def check_formula(
    tree: Tree, way: Path, formula: Any, known: Iterable[str] | None, notes: Notes
) -> None:
    """A formula parses and, where ``known`` is given, names nothing else."""
    if isinstance(formula, bool) or not isinstance(formula, str | int | float):
        return
    line, column = tree.at(way)
    if str(formula).strip() in NO_FORMULA:
        notes.add(tree.file, (line, column), "formula-none", text=str(formula) or " ")
        return
    try:
        names = names_in(str(formula))
    except ExpressionError as error:
        at = (line, column + error.position)
        if match := _PRODUCT.search(str(formula)):
            meant = f"{match[1]}*{match[2]}"
            notes.add(tree.file, at, "formula-times", text=str(formula)[:80], meant=meant)
            return
        notes.add(tree.file, at, "formula", text=str(formula)[:80], why=nested(error.said))
        return
    for name in sorted(names - set(known)) if known is not None else ():
        notes.add(
            tree.file, (line, column), "formula-name", name=name, known=listed(name, known or ())
        )


def _fixed(tree: Tree, parameters: dict[str, Any], notes: Notes) -> None:
    fixed = _mapping(_mapping(tree.data, "variants"), "fixed")
    for variant, values in fixed.items():
        way: Path = ("variants", "fixed", variant)
        if not isinstance(values, dict):
            continue
        for name in parameters.keys() - values.keys():
            notes.add(tree.file, tree.key_at(way), "fixed-missing", variant=variant, name=name)
        for name, value in values.items():
            at = tree.key_at((*way, name))
            if name not in parameters:
                notes.add(tree.file, at, "fixed-unknown", name=name, known=listed(name, parameters))
            elif "integer" in (parameters[name] or {}) and not _is_integer(value):
                notes.add(tree.file, tree.at((*way, name)), "fixed-integer", name=name)


def _is_integer(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)
