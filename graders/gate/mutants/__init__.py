"""Mutants: programs made from a reference by one small mistake each.

A suite that lets one pass would let a student's same mistake pass. Each mutant has an id
that stays the same while its line stays where it is: ``reference.py:12:plus-for-minus``.
"""

import ast
import copy
import warnings
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from graders.gate.mutants.operators import OPERATORS, Change

MAX_MUTANTS = 60
"""Of more, so many are taken, spread evenly over the program."""


@dataclass(frozen=True)
class Mutant:
    """``source`` differs from the reference in one place: ``was`` became ``now``."""

    id: str
    line: int
    operator: str
    was: str
    now: str
    source: str


def mutants_of(source: str, file: str = "reference.py", most: int = MAX_MUTANTS) -> list[Mutant]:
    """The mutants of a program, at most ``most``. Raises ``SyntaxError``."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        tree = ast.parse(source)
    places = sorted(_places(tree, file), key=lambda place: (place.line, place.id))
    if len(places) > most:
        places = [places[index * len(places) // most] for index in range(most)]
    found: list[Mutant] = []
    seen = {ast.unparse(tree) + "\n"}
    for place in places:
        mutated = _apply(tree, place.index, place.change)
        if mutated is not None and mutated.source not in seen:
            seen.add(mutated.source)
            name = place.change.name
            found.append(
                Mutant(place.id, place.line, name, mutated.was, mutated.now, mutated.source)
            )
    return found


@dataclass(frozen=True)
class _Place:
    """A change at the ``index``-th node of the tree."""

    id: str
    line: int
    index: int
    change: Change


def _places(tree: ast.Module, file: str) -> Iterator[_Place]:
    counted: Counter[tuple[int, str]] = Counter()
    for index, line, change in _changes(tree):
        counted[line, change.name] += 1
        nth = counted[line, change.name]
        suffix = f"#{nth}" if nth > 1 else ""
        yield _Place(f"{file}:{line}:{change.name}{suffix}", line, index, change)


@dataclass(frozen=True)
class _Mutated:
    was: str
    now: str
    source: str


def _changes(tree: ast.Module) -> Iterator[tuple[int, int, Change]]:
    """Every node and its line, with every change that fits there."""
    ignored = _ignored(tree)
    for index, node in enumerate(ast.walk(tree)):
        if id(node) in ignored:
            continue
        for change in OPERATORS:
            if change.fits(node):
                yield index, getattr(node, "lineno", 0), change


def _ignored(tree: ast.Module) -> set[int]:
    """Nodes in which a change changes nothing: docstrings, annotations, imports, the main guard."""
    roots: list[ast.AST] = []
    for node in ast.walk(tree):
        main = isinstance(node, ast.If) and "__name__" in ast.unparse(node.test)
        text = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
        if main or text or isinstance(node, ast.Import | ast.ImportFrom):
            roots.append(node)
        for field in ("annotation", "returns"):
            hint = getattr(node, field, None)
            if hint is not None:
                roots.append(hint)
    return {id(below) for root in roots for below in ast.walk(root)}


class _Swap(ast.NodeTransformer):
    def __init__(self, target: ast.AST, new: ast.AST) -> None:
        self.target, self.new = target, new

    def visit(self, node: ast.AST) -> ast.AST:
        return self.new if node is self.target else self.generic_visit(node)


def _apply(tree: ast.Module, index: int, change: Change) -> _Mutated | None:
    """The program with one change; None if the result is no program."""
    twin = copy.deepcopy(tree)
    target = next(node for i, node in enumerate(ast.walk(twin)) if i == index)
    was = ast.unparse(target)
    new = change.make(target)
    if new is not target:
        ast.copy_location(new, target)
        _Swap(target, new).visit(twin)  # the module itself is never what is replaced
    ast.fix_missing_locations(twin)
    try:
        text = ast.unparse(twin) + "\n"
        compile(text, "mutant", "exec", dont_inherit=True)
    except (SyntaxError, ValueError):
        return None
    return _Mutated(_short(was), _short(ast.unparse(new)), text)


def _short(text: str) -> str:
    line = text.splitlines()[0] if text else ""
    return line if len(line) <= 80 else line[:77] + "..."
