"""One-edit repairs of a line: every tree that differs by one usual slip.

∂ for ∂⁺, a transpose, the order of a product, bounds the wrong way round, an index or bound one
off, σ for σ′, W for U.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from graders.maths.language.names import ELEMENTWISE
from graders.maths.language.tree import (
    Big,
    Call,
    Component,
    Derivative,
    Hadamard,
    Matrix,
    Norm,
    Number,
    Power,
    Product,
    Quotient,
    Sum,
    Symbol,
    Transpose,
    Tree,
)  # fmt: skip
from graders.maths.meaning.declared import Declared

Edit = tuple[str, Tree]
"""The name of the slip that it mends, and the mended tree."""


def edits(tree: Tree, world: Declared) -> Iterator[Edit]:
    """Each tree with one edit somewhere."""
    yield from _here(tree, world)
    for rebuild, child in _below(tree):
        for name, changed in edits(child, world):
            if not (isinstance(tree, Transpose) and isinstance(changed, Transpose)):
                yield name, rebuild(changed)


def _here(tree: Tree, world: Declared) -> Iterator[Edit]:
    match tree:
        case Derivative():
            yield "immediate", replace(tree, immediate=not tree.immediate)
            yield "transpose", Transpose(tree)
        case Transpose():
            yield "transpose", tree.base
        case Symbol():
            yield from _symbols(tree, world)
        case Product():
            yield from _orders(tree)
        case Big():
            yield "transpose", Transpose(tree)
            yield from _bounds(tree)
            yield from _scopes(tree)
        case Call() if tree.function in ELEMENTWISE:
            yield "prime", replace(tree, primes=0 if tree.primes else 1)
        case Call() | Component() | Hadamard() | Sum() | Power():
            yield "transpose", Transpose(tree)
    if isinstance(tree, Sum):
        yield from _signs(tree)


def _signs(tree: Sum) -> Iterator[Edit]:
    for n, (sign, term) in enumerate(tree.terms):
        other = "-" if sign == "+" else "+"
        terms = (*tree.terms[:n], (other, term), *tree.terms[n + 1 :])
        yield "sign", replace(tree, terms=terms)


def _symbols(tree: Symbol, world: Declared) -> Iterator[Edit]:
    yield "transpose", Transpose(tree)
    for n, index in enumerate(tree.indices):
        for by in (1, -1):
            moved = (*tree.indices[:n], shifted(index, by), *tree.indices[n + 1 :])
            yield "index", replace(tree, indices=moved)
    same = world.by_name.get(_whole_name(tree), ())
    for entry in same[:1]:
        for other in world.entries:
            matrices = len(entry.axes) == len(other.axes) == 2 and other.given and entry.given
            if matrices and other.name != entry.name and not other.index and not entry.index:
                base, _, label = other.name.partition("_")
                yield "symbol", Symbol(base, (Symbol(label),) if label else ())


def _whole_name(tree: Symbol) -> str:
    label = "".join(index.name for index in tree.indices if isinstance(index, Symbol))
    return f"{tree.name}_{label}" if label and f"{label}" else tree.name


def _orders(tree: Product) -> Iterator[Edit]:
    for n in range(len(tree.factors) - 1):
        factors = list(tree.factors)
        factors[n], factors[n + 1] = factors[n + 1], factors[n]
        yield "order", replace(tree, factors=tuple(factors))


def _bounds(tree: Big) -> Iterator[Edit]:
    if tree.lower is not None and tree.upper is not None:
        name = "direction" if tree.operator == "prod" else "upside-down"
        yield name, replace(tree, lower=tree.upper, upper=tree.lower)
    for by in (1, -1):
        if tree.lower is not None:
            yield "bound", replace(tree, lower=shifted(tree.lower, by))
        if tree.upper is not None:
            yield "bound", replace(tree, upper=shifted(tree.upper, by))


def _scopes(tree: Big) -> Iterator[Edit]:
    """``(∏ A_j) b`` where ``∏ A_j b`` was written, which takes ``b`` into each factor."""
    if tree.operator != "prod" or not isinstance(tree.body, Product):
        return
    factors = tree.body.factors
    for size in range(1, len(factors)):
        inner = factors[0] if size == 1 else Product(factors[:size])
        yield "scope", Product((replace(tree, body=inner), *factors[size:]))


def shifted(index: Tree, by: int) -> Tree:
    """``index + by``, written as one would."""
    if isinstance(index, Number) and isinstance(index.value, int):
        return Number(index.value + by) if index.value + by >= 0 else index
    if isinstance(index, Sum) and isinstance(index.terms[-1][1], Number):
        *rest, (sign, last) = index.terms
        value = _whole(last) * (1 if sign == "+" else -1) + by
        if value:
            return Sum((*rest, ("+" if value > 0 else "-", Number(abs(value)))))
        return rest[0][1] if len(rest) == 1 and rest[0][0] == "+" else Sum(tuple(rest))
    return Sum((("+", index), ("+" if by > 0 else "-", Number(abs(by)))))


def _whole(tree: Tree) -> int:
    return int(tree.value) if isinstance(tree, Number) else 0


def _below(tree: Tree) -> Iterator[tuple[Any, Tree]]:
    """Each child that has a value of its own, with how to put another in its place."""
    match tree:
        case Sum():
            for n, (sign, term) in enumerate(tree.terms):
                yield (
                    (
                        lambda new, n=n, sign=sign: replace(
                            tree, terms=(*tree.terms[:n], (sign, new), *tree.terms[n + 1 :])
                        )
                    ),
                    term,
                )
        case Product() | Hadamard():
            for n, factor in enumerate(tree.factors):
                yield (
                    (
                        lambda new, n=n: replace(
                            tree, factors=(*tree.factors[:n], new, *tree.factors[n + 1 :])
                        )
                    ),
                    factor,
                )
        case Call():
            for n, argument in enumerate(tree.arguments):
                yield (
                    (
                        lambda new, n=n: replace(
                            tree, arguments=(*tree.arguments[:n], new, *tree.arguments[n + 1 :])
                        )
                    ),
                    argument,
                )
        case _:
            for name in _PARTS.get(type(tree), ()):
                yield (lambda new, name=name: replace(tree, **{name: new})), getattr(tree, name)


_PARTS: dict[type, tuple[str, ...]] = {
    Quotient: ("top", "bottom"), Power: ("base",), Transpose: ("base",), Big: ("body",),
    Component: ("base",), Norm: ("body",), Matrix: (),
}  # fmt: skip
