"""From a program to its mutants: where each change fits, which ones are taken, their ids."""

import ast
import copy
import difflib
import hashlib
import warnings
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from graders.gate.mutants.base import Change, Node, Site, parents_of
from graders.gate.mutants.operators import OPERATORS, SINGLE

MAX_MUTANTS = 60
"""Of more, so many are taken: the operators in turn, each evenly over the program."""
_BLOCKS = ("body", "orelse", "finalbody", "handlers", "cases")
_CONTEXT = 1


@dataclass(frozen=True)
class Mutant:
    """``source`` differs from the reference in one place, as ``diff`` shows.

    ``means`` names the sentence on what a survivor tells. Of ``advice`` a survivor only warns.
    """

    id: str
    line: int
    operator: str
    means: str
    source: str
    diff: tuple[str, ...]
    advice: bool = False


@dataclass(frozen=True)
class _Place:
    """A change at the ``index``-th node of the tree."""

    id: str
    line: int
    index: int
    change: Change


def mutants_of(source: str, most: int = MAX_MUTANTS, *, single: bool = False) -> list[Mutant]:
    """The mutants of a program, at most ``most``, by line. Raises ``SyntaxError``.

    ``single``: also the same program with a float32 answer.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        tree = ast.parse(source)
        before = ast.unparse(tree) + "\n"
        found: list[Mutant] = []
        seen = {before}
        operators = (*OPERATORS, SINGLE) if single else OPERATORS
        for place in _in_turn(list(_places(tree, operators))):
            made = _made(tree, place)
            if made is not None and made not in seen:
                seen.add(made)
                found.append(_mutant(place, before, made))
            if len(found) == most:
                break
    return sorted(found, key=lambda mutant: (mutant.line, mutant.id))


def _mutant(place: _Place, before: str, after: str) -> Mutant:
    change = place.change
    diff = tuple(_diff(before, after))
    return Mutant(place.id, place.line, change.name, change.means, after, diff, change.advice)


def _diff(before: str, after: str) -> Iterator[str]:
    lines = difflib.unified_diff(before.splitlines(), after.splitlines(), n=_CONTEXT, lineterm="")
    for number, line in enumerate(lines):
        if number > 1:
            yield "@@" if line.startswith("@@") else line


def _in_turn(places: list[_Place]) -> Iterator[_Place]:
    """One of each operator, then a second of each; of each first those far apart."""
    by_operator: dict[str, list[_Place]] = {}
    for place in places:
        by_operator.setdefault(place.change.name, []).append(place)
    queues = [[group[i] for i in _scattered(len(group))] for group in by_operator.values()]
    for turn in range(max(map(len, queues), default=0)):
        for queue in queues:
            if turn < len(queue):
                yield queue[turn]


def _scattered(count: int) -> list[int]:
    """All of ``range(count)`` in an order whose every beginning is spread evenly."""
    ends = list(dict.fromkeys((0, count - 1)))[:count]
    order, gaps = ends, [(0, count - 1)]
    while gaps:
        low, high = gaps.pop(0)
        middle = (low + high) // 2
        if low < middle < high:
            order.append(middle)
            gaps += [(low, middle), (middle, high)]
    return order


def _places(tree: ast.Module, operators: Iterable[Change]) -> Iterator[_Place]:
    ignored = _ignored(tree)
    parents = parents_of(tree)
    counted: Counter[str] = Counter()
    for index, node in enumerate(ast.walk(tree)):
        if id(node) in ignored:
            continue
        site = Site(node, parents)
        for change in operators:
            if change.fits(site):
                id_ = f"{change.name}-{_hash(site)}"
                counted[id_] += 1
                suffix = f".{counted[id_]}" if counted[id_] > 1 else ""
                yield _Place(id_ + suffix, getattr(node, "lineno", 0), index, change)


def _hash(site: Site) -> str:
    """Of the function's name, the statement and the changed piece: not of what is around."""
    names: list[str] = []
    node: Node = site.node
    while node is not None:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            names.append(node.name)
        node = site.parent(node)
    statement = site.node if isinstance(site.node, ast.stmt) else site.above(ast.stmt)
    around = site.parent() if isinstance(site.parent(), ast.expr) else None
    told = "\0".join([*names, _head(statement), _head(around), _head(site.node)])
    return hashlib.sha256(told.encode()).hexdigest()[:6]


def _head(node: Node) -> str:
    """A node as text, without the block under it."""
    if node is None:
        return ""
    if not any(getattr(node, block, None) for block in _BLOCKS) or isinstance(node, ast.expr):
        return ast.unparse(node)
    return ast.unparse(node).partition("\n")[0]


def _ignored(tree: ast.Module) -> set[int]:
    """Nodes in which a change tells nothing: docstrings, annotations, imports, messages."""
    roots: list[ast.AST] = []
    for node in ast.walk(tree):
        main = isinstance(node, ast.If) and "__name__" in ast.unparse(node.test)
        text = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
        dull = isinstance(node, ast.Import | ast.ImportFrom | ast.Raise | ast.JoinedStr)
        if main or text or dull:
            roots.append(node)
        roots.extend(
            hint for field in ("annotation", "returns") if (hint := getattr(node, field, None))
        )
    return {id(below) for root in roots for below in ast.walk(root)}


class _Swap(ast.NodeTransformer):
    def __init__(self, target: ast.AST, new: ast.AST) -> None:
        self.target, self.new = target, new

    def visit(self, node: ast.AST) -> ast.AST:
        return self.new if node is self.target else self.generic_visit(node)


def _made(tree: ast.Module, place: _Place) -> str | None:
    """The program with one change; None if the result is no program."""
    twin = copy.deepcopy(tree)
    target = next(node for i, node in enumerate(ast.walk(twin)) if i == place.index)
    new = place.change.make(Site(target, parents_of(twin)))
    if new is not target:
        _Swap(target, copy.deepcopy(new)).visit(twin)  # the module itself is never replaced
    ast.fix_missing_locations(twin)
    try:
        text = ast.unparse(twin) + "\n"
        compile(text, "mutant", "exec", dont_inherit=True)
    except (SyntaxError, ValueError):
        return None
    return text
