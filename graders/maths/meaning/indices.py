"""Index arithmetic: bounds such as ``k+1`` and ranges such as t = 1..T, k = 1..t."""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import islice

from graders.maths.errors import fault
from graders.maths.language import printing, read_expression
from graders.maths.language.tree import Number, Product, Sum, Symbol, Tree
from graders.maths.meaning.declared import Declared, Index

LARGE = 12
"""Every size while the direction of a product is found: large enough to tell up from down."""
_SEVERAL = 400


def whole(tree: Tree, names: Mapping[str, int]) -> int:
    """The value of an index expression. Raises ``ExpressionError``; ``KeyError`` for a name."""
    match tree:
        case Number(value=int() as value):
            return value
        case Symbol(name=name, indices=()) if not tree.primes:
            return names[name]
        case Sum(terms=terms):
            return sum(whole(t, names) * (1 if sign == "+" else -1) for sign, t in terms)
        case Product(factors=factors):
            total = 1
            for factor in factors:
                total *= whole(factor, names)
            return total
    raise fault("index", tree.at[0])


@lru_cache(maxsize=512)
def parsed_bound(text: str) -> Tree:
    """A declared bound as a tree."""
    return read_expression(text)


def bound(text: str, names: Mapping[str, int]) -> int:
    """The value of a declared bound."""
    return whole(parsed_bound(text), names)


def names_of(tree: Tree) -> set[str]:
    """The names an index expression needs."""
    match tree:
        case Symbol(name=name):
            return {name}
        case Sum(terms=terms):
            return set().union(*(names_of(t) for _, t in terms))
        case Product(factors=factors):
            return set().union(*map(names_of, factors))
    return set()


def assignments(free: list[Index], sizes: Mapping[str, int]) -> Iterator[dict[str, int]]:
    """All values of free indices within their ranges; a later bound may use an earlier index."""

    def go(rest: list[Index], env: dict[str, int]) -> Iterator[dict[str, int]]:
        if not rest:
            yield dict(env)
            return
        first, *others = rest
        for value in range(bound(first.lower, env), bound(first.upper, env) + 1):
            yield from go(others, {**env, first.name: value})

    yield from go(free, dict(sizes))


def samples(world: Declared) -> tuple[dict[str, int], ...]:
    """A few values of all declared indices, with large sizes; not to be changed."""
    return _samples(world.indices, world.sizes)


@lru_cache(maxsize=64)
def _samples(indices: tuple[Index, ...], names: tuple[str, ...]) -> tuple[dict[str, int], ...]:
    sizes = dict.fromkeys(names, LARGE)
    return tuple(islice(assignments(list(indices), sizes), _SEVERAL))


def ordered(tree: Tree, world: Declared) -> list[str]:
    """Declared indices that the names of ``tree`` need, in the order of declaration."""
    needed = names_of(tree)
    return [index.name for index in world.indices if index.name in needed]


def downwards(lower: Tree, upper: Tree, envs: list[dict[str, int]]) -> bool:
    """Whether a product from ``lower`` to ``upper`` counts down.

    ``k+1..t`` with k ≤ t is at the least empty, ``t..k+1`` at the most: the differences tell.
    """
    differences = []
    for env in envs:
        try:
            differences.append(whole(upper, env) - whole(lower, env))
        except KeyError:
            continue
    if not differences or max(differences) >= 2:
        return False
    return min(differences) <= -2 or max(differences) < 0


def said(tree: Tree) -> str:
    """An index expression for a message."""
    return printing.latex(tree)
