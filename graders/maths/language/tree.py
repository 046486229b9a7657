"""The tree of a formula. Two trees are equal when they say the same, wherever it stands.

Sums and products are flat, so that length is never depth. ``at`` is a span of the text.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, fields
from fractions import Fraction
from typing import get_args

Span = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """What every node has: where it stands in the text."""

    at: Span = field(default=(0, 0), compare=False)


@dataclass(frozen=True, slots=True)
class Number(Node):
    """A number as written, exact."""

    value: int | Fraction


@dataclass(frozen=True, slots=True)
class Symbol(Node):
    """``h_{t-1}``, ``W_f``, ``sigma'``: a name, its subscripts, its primes, a layer ``^{(2)}``.

    Whether a subscript is an index, a component or part of the name is the world's to say.
    """

    name: str
    indices: "tuple[Tree, ...]" = ()
    primes: int = 0
    layer: "Tree | None" = None


@dataclass(frozen=True, slots=True)
class Sum(Node):
    """Terms with their sign, ``+`` or ``-``."""

    terms: "tuple[tuple[str, Tree], ...]"


@dataclass(frozen=True, slots=True)
class Product(Node):
    """Matrix product, left to right; with a scalar the usual one."""

    factors: "tuple[Tree, ...]"


@dataclass(frozen=True, slots=True)
class Hadamard(Node):
    """Entrywise product."""

    factors: "tuple[Tree, ...]"


@dataclass(frozen=True, slots=True)
class Quotient(Node):
    """``top / bottom``."""

    top: "Tree"
    bottom: "Tree"


@dataclass(frozen=True, slots=True)
class Power(Node):
    """``base ^ exponent``: of a matrix its power, of a vector entry by entry."""

    base: "Tree"
    exponent: "Tree"


@dataclass(frozen=True, slots=True)
class Transpose(Node):
    """The transpose. ``bare`` is a plain ``^T``, which on a scalar is a power of T."""

    base: "Tree"
    bare: bool = False


@dataclass(frozen=True, slots=True)
class Call(Node):
    """A function of its arguments; ``primes`` counts derivatives: ``sigma'(z)``."""

    function: str
    arguments: "tuple[Tree, ...]"
    primes: int = 0


@dataclass(frozen=True, slots=True)
class Big(Node):
    """``sum`` or ``prod`` over ``index``. Without a bound the index runs over its own range.

    A product is written from ``lower`` to ``upper``, left to right, up or down.
    """

    operator: str
    index: str
    lower: "Tree | None"
    upper: "Tree | None"
    body: "Tree"


@dataclass(frozen=True, slots=True)
class Derivative(Node):
    """``∂top/∂bottom``; ``immediate`` is ``∂⁺``."""

    top: "Tree"
    bottom: "Tree"
    immediate: bool = False


@dataclass(frozen=True, slots=True)
class Component(Node):
    """An entry of what stands in parentheses: ``(A v)_i``."""

    base: "Tree"
    indices: "tuple[Tree, ...]"


@dataclass(frozen=True, slots=True)
class Norm(Node):
    """``‖body‖``, ``kind`` one of "", "2", "F", "1", "inf"; or ``|body|``, kind "abs"."""

    body: "Tree"
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Matrix(Node):
    """Entries written out, row by row; one column makes a vector."""

    rows: "tuple[tuple[Tree, ...], ...]"


Tree = (
    Number | Symbol | Sum | Product | Hadamard | Quotient | Power | Transpose | Call | Big
    | Derivative | Component | Norm | Matrix
)  # fmt: skip


_FIELDS = {kind: tuple(spec.name for spec in fields(kind)) for kind in get_args(Tree)}


def children(tree: Tree) -> list[Tree]:
    """The nodes right below, left to right."""
    found: list[Tree] = []
    for name in _FIELDS[type(tree)]:
        _collect(getattr(tree, name), found)
    return found


def walk(tree: Tree) -> Iterator[Tree]:
    """The tree and all nodes below it."""
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        yield node
        waiting += children(node)


def contains(tree: Tree, part: Tree) -> bool:
    """Whether ``part`` stands in ``tree``, or is it. Places in the text do not count."""
    return any(node == part for node in walk(tree))


def _collect(value: object, found: list[Tree]) -> None:
    if isinstance(value, Node):
        found.append(value)  # type: ignore[arg-type]
    elif isinstance(value, tuple):
        for part in value:
            _collect(part, found)
