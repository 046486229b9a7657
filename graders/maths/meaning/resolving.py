"""Which symbol of the world is meant: ``W_f`` a name, ``h_t`` a member, ``A_{ij}`` an entry."""

from dataclasses import dataclass

from graders.maths.errors import fault
from graders.maths.language import printing
from graders.maths.language.tree import Number, Symbol, Tree
from graders.maths.meaning.declared import Declared, Entry


@dataclass(frozen=True, slots=True)
class Reference:
    """``entry`` of the world, the index of the member, and the indices of one component."""

    entry: Entry
    member: Tree | None
    component: tuple[Tree, ...]


def resolve(symbol: Symbol, world: Declared) -> Reference | None:
    """What ``symbol`` refers to; ``None`` if the world has no such name.

    Raises ``ExpressionError`` where it has, but not with these indices.
    """
    name = symbol.name + "'" * symbol.primes
    for size in range(len(symbol.indices), -1, -1):
        label = _label(symbol.indices[:size])
        if label is None:
            continue
        entries = world.by_name.get(f"{name}_{label}" if size else name)
        if entries:
            if symbol.layer is not None:
                raise fault("layer", symbol.at[0], symbol=printing.latex(symbol))
            return _chosen(symbol, entries, symbol.indices[size:])
    return None


def _label(indices: tuple[Tree, ...]) -> str | None:
    parts = []
    for index in indices:
        if not isinstance(index, Symbol) or index.indices:
            return None
        parts.append(index.name)
    return "".join(parts)


def _chosen(symbol: Symbol, entries: tuple[Entry, ...], indices: tuple[Tree, ...]) -> Reference:
    for entry in entries:
        members = 1 if entry.index else 0
        rest = indices[members:]
        if len(indices) < members:
            continue
        if len(entry.axes) == 2 and len(rest) == 1:
            rest = _digits(rest[0])
        if len(rest) in {0, len(entry.axes)}:
            return Reference(entry, indices[0] if members else None, rest)
    raise _misused(symbol, entries, indices)


def _digits(index: Tree) -> tuple[Tree, ...]:
    if isinstance(index, Number) and len(str(index.value)) == 2:
        return tuple(Number(int(digit), at=index.at) for digit in str(index.value))
    return (index,)


def _misused(symbol: Symbol, entries: tuple[Entry, ...], indices: tuple[Tree, ...]) -> Exception:
    entry = entries[0]
    said = printing.latex(symbol)
    if entry.index and not indices:
        right = printing.latex(Symbol(entry.name, (Symbol(entry.index),)))
        return fault("needs-index", symbol.at[0], symbol=said, example=right)
    return fault(
        "too-many-indices", symbol.at[0], symbol=said, name=printing.latex(Symbol(entry.name))
    )
