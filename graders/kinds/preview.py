"""What a page shows of mathematics while it is typed: each line typeset, its shape, its problem.

Only reads and infers shapes: nobody's code runs, and whether a line is right is not looked at.
"""

from collections.abc import Sequence

import msgspec

from graders.contracts import Message
from graders.kinds import mathematics
from graders.kinds.base import Prepared
from graders.maths.errors import ExpressionError
from graders.maths.language import Line, printing, read_typed
from graders.maths.language.lines import RELATIONS
from graders.maths.language.lines import latex as typeset
from graders.maths.language.tree import Derivative, Sum, Symbol, Tree, children
from graders.maths.meaning.declared import Declared
from graders.maths.meaning.expanding import expand, expandable, values
from graders.maths.meaning.inference import infer
from graders.maths.meaning.sides import alike
from graders.maths.meaning.typing import Typing

KINDS = frozenset({"derivation", "expression"})
SIZE = 3
"""The size for which sums are written out."""
_MOST_SYMBOLS = 24


class Shown(msgspec.Struct, omit_defaults=True):
    """One line: ``tex`` if it can be read, ``shape`` if it has one; else ``problem``.

    ``position`` counts UTF-16 units, as browsers do. ``symbols`` are pairs of LaTeX and shape.
    """

    tex: str = ""
    shape: str = ""
    symbols: list[tuple[str, str]] = []
    sums: bool = False
    problem: Message | None = None
    position: int = 0


class Expanded(msgspec.Struct):
    """A line with its sums written out: ``rows`` of LaTeX, and ``given``, for which values."""

    rows: list[str]
    given: str


def problem_of(lines: Sequence[str]) -> Message | None:
    """Why these lines are too many or too long to be read at all."""
    written = [line for line in lines if line.strip()]
    return mathematics.bounds_of(written) if written else None


def preview(prepared: Prepared, lines: Sequence[str]) -> list[Shown]:
    """What is read of each line; of an empty one, nothing."""
    declared, left = mathematics.declared_of(prepared), mathematics.target_of(prepared)
    found = []
    for text in lines:
        shown, left = _line(text, left, declared) if text.strip() else (Shown(), left)
        found.append(shown)
    return found


def expanded(prepared: Prepared, lines: Sequence[str]) -> Expanded:
    """The last of ``lines`` with its sums written out. Raises ``ExpressionError``."""
    declared, left = mathematics.declared_of(prepared), mathematics.target_of(prepared)
    for text in lines[:-1]:
        _, left = _line(text, left, declared) if text.strip() else (None, left)
    line, typing = read_typed(lines[-1].strip(), declared.known), Typing(declared)
    infer(line.left or left, declared, typing)
    infer(line.right, declared, typing)
    env = values(typing, SIZE)
    right = expand(line.right, typing, env)
    head = printing.latex(expand(line.left or left, typing, env))
    relation = RELATIONS.get(line.relation, "=")
    rows = [f"{head} {relation}"] if line.left is not None or line.relation else []
    return Expanded([*rows, *_rows(right)], _given(env))


def _line(text: str, left: Tree, declared: Declared) -> tuple[Shown, Tree]:
    typed = text.strip()
    before = text.index(typed)
    shown, typing = Shown(), Typing(declared)
    try:
        line: Line = read_typed(typed, declared.known)
        left = line.left if line.left is not None else left
        shown.tex = typeset(line)
        infer(left, declared, typing)
        infer(line.right, declared, typing)
        alike(left, line.right, typing)
    except ExpressionError as error:
        place = text[: before + min(_place(error), len(typed))]
        shown.problem, shown.position = error.said, len(place.encode("utf-16-le")) // 2
        return shown, left
    shown.shape, shown.sums = str(typing.of(line.right)), _has_sums(line.right, typing)
    shown.symbols = _symbols([*([line.left] if line.left else []), line.right], typing)
    return shown, left


def _place(error: ExpressionError) -> int:
    """Where to look: at the bracket that was never closed, not at the end where one was missed."""
    opened = error.said.params.get("opened")
    return opened - 1 if isinstance(opened, int) else error.position


def _has_sums(tree: Tree, typing: Typing) -> bool:
    """Whether writing sums out changes anything: those over entries of vectors stay as they are."""
    if not expandable(tree):
        return False
    try:
        return printing.plain(expand(tree, typing, values(typing, SIZE))) != printing.plain(tree)
    except ExpressionError:  # too many terms: who asks is told so
        return True


def _symbols(trees: list[Tree], typing: Typing) -> list[tuple[str, str]]:
    """The symbols and derivatives of a line, each once, in the order read."""
    found: dict[str, str] = {}
    waiting = trees[::-1]
    while waiting and len(found) < _MOST_SYMBOLS:
        node = waiting.pop()
        if isinstance(node, Derivative) or id(node) in typing.references:
            found.setdefault(printing.latex(node), str(typing.of(node)))
        elif not isinstance(node, Symbol):
            waiting += children(node)[::-1]
    return list(found.items())


def _rows(tree: Tree) -> list[str]:
    """A long sum takes a row a term."""
    if not isinstance(tree, Sum) or len(tree.terms) < 3:
        return [printing.latex(tree)]
    rows = []
    for number, (sign, term) in enumerate(tree.terms):
        said = printing.latex(Sum(((sign, term),)))
        rows.append(said if not number or sign == "-" else f"+ {said}")
    return rows


def _given(env: dict[str, int]) -> str:
    return r",\; ".join(f"{name} = {value}" for name, value in env.items())
