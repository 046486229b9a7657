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
    original = ast.unparse(tree)
    counted: Counter[tuple[int, str]] = Counter()
    found: list[Mutant] = []
    seen = {original}
    for index, change in _changes(tree):
        mutated = _apply(tree, index, change)
        if mutated is None or mutated.source in seen:
            continue
        seen.add(mutated.source)
        line = mutated.line
        counted[line, change.name] += 1
        nth = counted[line, change.name]
        suffix = f"#{nth}" if nth > 1 else ""
        id_ = f"{file}:{line}:{change.name}{suffix}"
        found.append(Mutant(id_, line, change.name, mutated.was, mutated.now, mutated.source))
    found.sort(key=lambda mutant: (mutant.line, mutant.id))
    if len(found) <= most:
        return found
    return [found[index * len(found) // most] for index in range(most)]


@dataclass(frozen=True)
class _Mutated:
    line: int
    was: str
    now: str
    source: str


def _changes(tree: ast.Module) -> Iterator[tuple[int, Change]]:
    """Every place and every change that fits there."""
    ignored = _ignored(tree)
    for index, node in enumerate(ast.walk(tree)):
        if id(node) in ignored:
            continue
        for change in OPERATORS:
            if change.fits(node):
                yield index, change


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
    return _Mutated(getattr(target, "lineno", 0), _short(was), _short(ast.unparse(new)), text)


def _short(text: str) -> str:
    line = text.splitlines()[0] if text else ""
    return line if len(line) <= 80 else line[:77] + "..."
