"""Write sums and products over an index out, for sizes small enough to be read.

``sum_{k=1}^t A_k`` for t = 3 is A_1 + A_2 + A_3. Needs a formula whose shapes are known: they tell
which way a product runs, and what an empty one is.
"""

from collections.abc import Mapping
from dataclasses import fields, replace

from graders.maths.errors import ExpressionError, fault
from graders.maths.language.tree import (
    Big,
    Hadamard,
    Node,
    Number,
    Power,
    Product,
    Sum,
    Symbol,
    Tree,
    walk,
)
from graders.maths.meaning import symbols
from graders.maths.meaning.indices import bound, names_of, parsed_bound, whole
from graders.maths.meaning.typing import Typing

MAX_BODIES = 64
"""Most terms and factors written out; more is refused, as it is when they are evaluated."""
Env = Mapping[str, int]


def values(typing: Typing, size: int = 3) -> dict[str, int]:
    """A value for each size that bounds an index, and for the free indices, widest apart.

    The first free index stands at its upper bound, the others at their lower: of t and k ≤ t
    that leaves the longest product between them. A lower bound below 1 counts from 1.
    """
    world = typing.world
    limits = [text for index in world.indices for text in (index.lower, index.upper)]
    limits += [text for e in world.entries if e.index for text in (e.lower, e.upper) if text]
    named = set().union(*(names_of(parsed_bound(text)) for text in limits))
    found = {name: size for name in world.sizes if name in named}
    known, first = dict(found), True
    for index in world.indices:  # a bound may need an earlier index that is not free itself
        value = bound(index.upper, known)
        if index.name in typing.free and index.name not in typing.axes:
            value = value if first else max(1, bound(index.lower, known))
            found[index.name], first = value, False
        known[index.name] = value
    return found


def expandable(tree: Tree) -> bool:
    """Whether there is a sum or a product to write out."""
    return any(isinstance(node, Big) for node in walk(tree))


def expand(tree: Tree, typing: Typing, env: Env) -> Tree:
    """``tree`` with its sums and products written out where ``env`` tells their bounds.

    Raises ``ExpressionError`` where that makes too many terms.
    """
    return _Expansion(typing).of(tree, env)


class _Expansion:
    def __init__(self, typing: Typing) -> None:
        self.typing, self.bodies = typing, 0

    def of(self, tree: Tree, env: Env) -> Tree:
        """The node with the values of ``env`` in place of their names."""
        if isinstance(tree, Big):
            return self._big(tree, env)
        if isinstance(tree, Symbol):
            return self._symbol(tree, env)
        if isinstance(tree, Power):
            return replace(tree, base=self.of(tree.base, env), exponent=self._whole(tree, env))
        if isinstance(tree, Sum):
            return self._sum(tree, env)
        if isinstance(tree, Product):
            factors = [self.of(factor, env) for factor in tree.factors]
            return replace(tree, factors=tuple(_spliced(tree.factors, factors)))
        changed = {s.name: self._part(getattr(tree, s.name), env) for s in fields(tree)}
        return replace(tree, **changed)  # type: ignore[arg-type]  # the same fields, of one type

    def _part(self, value: object, env: Env) -> object:
        if isinstance(value, Node):
            return self.of(value, env)  # type: ignore[arg-type]
        if isinstance(value, tuple) and value and not isinstance(value[0], int):
            return tuple(self._part(one, env) for one in value)
        return value

    def _symbol(self, tree: Symbol, env: Env) -> Tree:
        if id(tree) not in self.typing.references and not tree.indices and tree.name in env:
            return _number(env[tree.name])
        return replace(tree, indices=tuple(self._index(index, env) for index in tree.indices))

    def _index(self, tree: Tree, env: Env) -> Tree:
        try:
            return _number(whole(tree, env))
        except (KeyError, ExpressionError):
            return tree

    def _whole(self, tree: Power, env: Env) -> Tree:
        found = self._index(tree.exponent, env)
        return self.of(tree.exponent, env) if found is tree.exponent else found

    def _sum(self, tree: Sum, env: Env) -> Tree:
        terms: list[tuple[str, Tree]] = []
        for sign, term in tree.terms:
            made = self.of(term, env)
            inner = isinstance(made, Sum) and isinstance(term, Big) and sign == "+"
            terms += made.terms if inner and isinstance(made, Sum) else [(sign, made)]
        return replace(tree, terms=tuple(terms))

    def _big(self, tree: Big, env: Env) -> Tree:
        numbers = self._range(tree, env)
        if numbers is None:
            inside = {name: value for name, value in env.items() if name != tree.index}
            return replace(tree, body=self.of(tree.body, inside))
        self.bodies += len(numbers)
        if self.bodies > MAX_BODIES:
            raise fault("too-many-terms", tree.at[0])
        bodies = [self.of(tree.body, {**env, tree.index: number}) for number in numbers]
        if not bodies:
            return self._empty(tree)
        if len(bodies) == 1:
            return bodies[0]
        if tree.operator == "sum":
            return Sum(tuple(term for body in bodies for term in _terms(body)))
        if self.typing.of(tree.body).vector:
            return Hadamard(tuple(bodies))
        return Product(tuple(_spliced([tree] * len(bodies), bodies)))

    def _range(self, tree: Big, env: Env) -> list[int] | None:
        lower, upper = symbols.bounds(tree, self.typing)
        if lower is None or upper is None:
            return None
        try:
            low, high = whole(lower, env), whole(upper, env)
        except KeyError:
            return None
        if self.typing.down.get(id(tree)):
            return list(range(low, high - 1, -1))
        return list(range(low, high + 1))

    def _empty(self, tree: Big) -> Tree:
        """0, the identity, ones, or 1."""
        if tree.operator == "sum":
            return Number(0)
        shape = self.typing.of(tree.body)
        if shape.square or shape.neutral == "I":
            return Symbol("I")
        return Symbol("ones") if shape.vector else Number(1)


def _terms(body: Tree) -> tuple[tuple[str, Tree], ...]:
    return body.terms if isinstance(body, Sum) else (("+", body),)


def _spliced(before: "list[Tree] | tuple[Tree, ...]", factors: list[Tree]) -> list[Tree]:
    """Factors of products that were written out take their place among the others."""
    found: list[Tree] = []
    for one, made in zip(before, factors, strict=True):
        inner = isinstance(made, Product) and isinstance(one, Big)
        found += made.factors if inner and isinstance(made, Product) else [made]
    return found


def _number(value: int) -> Tree:
    return Number(value) if value >= 0 else Sum((("-", Number(-value)),))
