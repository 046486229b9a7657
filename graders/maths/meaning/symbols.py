"""Shapes of symbols, and the ranges of indices that a formula leaves open."""

import difflib

from graders.maths.errors import fault
from graders.maths.language import printing
from graders.maths.language.names import FUNCTIONS
from graders.maths.language.tree import Big, Component, Number, Power, Product, Sum, Symbol, Tree
from graders.maths.meaning.indices import bound, names_of, parsed_bound
from graders.maths.meaning.resolving import Reference, resolve
from graders.maths.meaning.shape import IDENTITY, ONES, SCALAR, Shape
from graders.maths.meaning.typing import Scope, Typing

_CONSTANTS = frozenset({"pi", "e"})


def symbol(tree: Symbol, typing: Typing, scope: Scope) -> Shape:
    """The shape of a symbol, of a member of a family, or of an entry."""
    reference = resolve(tree, typing.world)
    if reference is None:
        return _other(tree, typing, scope)
    typing.references[id(tree)] = reference
    _member(reference, tree, typing, scope)
    if reference.component:
        count(reference.component, reference.entry.axes, typing, scope)
        return SCALAR
    return Shape(reference.entry.axes)


def _member(reference: Reference, tree: Symbol, typing: Typing, scope: Scope) -> None:
    """Check the index of the member: an expression in indices, or a number within bounds."""
    if reference.member is None:
        return
    check_index(reference.member, typing, scope)
    value = reference.member
    if isinstance(value, Number) and isinstance(value.value, int):
        entry = reference.entry
        if not entry.lower.isdigit() or value.value >= int(entry.lower):
            return
        raise fault("out-of-range", tree.at[0], symbol=printing.latex(tree), lower=entry.lower)


def _other(tree: Symbol, typing: Typing, scope: Scope) -> Shape:
    """Indices, sizes, I, ones, constants; or an unknown symbol."""
    name, plain = tree.name, not tree.primes and tree.layer is None
    if plain and not tree.indices:
        if name in typing.world.sizes or name in scope.bound:
            return SCALAR
        if name in typing.world.index_by_name:
            typing.free[name] = None
            return SCALAR
        if name in _CONSTANTS:
            return SCALAR
    if plain and name in {"I", "ones"}:
        return _sized(tree, typing)
    raise unknown(tree, typing)


def _sized(tree: Symbol, typing: Typing) -> Shape:
    neutral = IDENTITY if tree.name == "I" else ONES
    if not tree.indices:
        return neutral
    size = tree.indices[0]
    if len(tree.indices) == 1 and isinstance(size, Symbol) and size.name in typing.world.sizes:
        return Shape((size.name,) * (2 if tree.name == "I" else 1))
    raise fault("size", tree.at[0], symbol=printing.latex(tree))


def unknown(tree: Symbol, typing: Typing) -> Exception:
    """The error for a symbol that the world does not have."""
    said = printing.latex(tree)
    if tree.name in FUNCTIONS | set(typing.world.functions):
        reason = "needs-argument" if tree.name in FUNCTIONS else "unknown-symbol"
        return fault(reason, tree.at[0], symbol=said)
    names = list(typing.world.by_name)
    if tree.primes and tree.name in names:
        return fault("prime", tree.at[0])
    near = difflib.get_close_matches(tree.name, names, n=1, cutoff=0.6)
    if near:
        meant = printing.latex(Symbol(near[0]))
        return fault("unknown-symbol-near", tree.at[0], symbol=said, meant=meant)
    return fault("unknown-symbol", tree.at[0], symbol=said)


def euler(tree: Power, typing: Typing) -> bool:
    """Whether it is ``e^z`` with Euler's e; a vector e is not raised to a formula."""
    base = tree.base
    if not isinstance(base, Symbol) or base.name != "e" or base.indices or base.primes:
        return False
    entries = typing.world.by_name.get("e", ())
    return not entries or (bool(entries[0].axes) and not isinstance(tree.exponent, Number))


def check_index(tree: Tree, typing: Typing, scope: Scope) -> None:
    """An index expression may use indices, sizes and integers."""
    if not isinstance(tree, Number | Symbol | Sum | Product):
        raise fault("index", tree.at[0])
    for name in sorted(names_of(tree)):
        if name in scope.bound or name in typing.world.sizes:
            continue
        if name not in typing.world.index_by_name:
            raise fault("unknown-index", tree.at[0], name=name)
        typing.free[name] = None


def count(indices: tuple[Tree, ...], axes: tuple[str, ...], typing: Typing, scope: Scope) -> None:
    """Indices of entries: each name counts one axis, wherever it stands."""
    for index, axis in zip(indices, axes, strict=True):
        if isinstance(index, Number):
            continue
        if not isinstance(index, Symbol) or index.indices:
            raise fault("entry-index", index.at[0])
        if index.name in typing.world.by_name or index.name in typing.world.sizes:
            raise fault("index-taken", index.at[0], name=index.name)
        known = typing.axes.setdefault(index.name, axis)
        if known != axis:
            raise fault("two-axes", index.at[0], name=index.name, one=known, other=axis)
        if index.name not in scope.bound:
            typing.free[index.name] = None


def operand(tree: Tree, typing: Typing, scope: Scope) -> Shape:
    """The shape of what a derivative has above or below; it must be of the world."""
    if isinstance(tree, Component):
        base = operand(tree.base, typing, scope)
        if len(tree.indices) != len(base.axes):
            raise fault(
                "component", tree.at[0], base=printing.latex(tree.base), shape=str(base),
                given=len(tree.indices),
            )  # fmt: skip
        count(tree.indices, base.axes, typing, scope)
        return typing.note(tree, SCALAR)
    assert isinstance(tree, Symbol)
    if resolve(tree, typing.world) is None:
        raise unknown(tree, typing)
    return typing.note(tree, symbol(tree, typing, scope))


def refers(tree: Tree, typing: Typing) -> Reference:
    """What an operand refers to."""
    while isinstance(tree, Component):
        tree = tree.base
    return typing.references[id(tree)]


def bounds(tree: Big, typing: Typing) -> tuple[Tree | None, Tree | None]:
    """The bounds of a sum, from the world's ranges where they are not written.

    Both are ``None`` where the index counts entries: then its axis tells.
    """
    index = typing.world.index_by_name.get(tree.index)
    if index is None:
        if (tree.lower is None) != (tree.upper is None):
            raise fault("half-bounds", tree.at[0], name=tree.index)
        return tree.lower, tree.upper
    lower = tree.lower if tree.lower is not None else parsed_bound(index.lower)
    return lower, tree.upper if tree.upper is not None else parsed_bound(index.upper)


__all__ = ["bound", "bounds", "check_index", "count", "euler", "operand", "refers", "symbol"]
