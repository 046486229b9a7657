"""Shapes of a formula in a world, node by node, before anything is computed."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property

from graders.maths.language.tree import Big, Node, Tree
from graders.maths.meaning.declared import Declared
from graders.maths.meaning.indices import LARGE, names_of, samples, whole
from graders.maths.meaning.resolving import Reference
from graders.maths.meaning.shape import Shape

Envs = tuple[dict[str, int], ...]
_MOST = 600
"""Sample values kept of the indices around a node."""


@dataclass
class Typing:
    """What is known of a formula: by node its shape, by symbol what it refers to.

    ``axes`` is the axis that an index counts, where it counts the entries of something;
    ``free`` the indices that no sum binds, in the order met.
    """

    world: Declared
    shapes: dict[int, Shape] = field(default_factory=dict)
    references: dict[int, Reference] = field(default_factory=dict)
    axes: dict[str, str] = field(default_factory=dict)
    free: dict[str, None] = field(default_factory=dict)
    down: dict[int, bool] = field(default_factory=dict)
    kept: list[Node] = field(default_factory=list)
    names: dict[int, frozenset[str]] = field(default_factory=dict)

    def note(self, tree: Tree, shape: Shape) -> Shape:
        """Remember the shape of ``tree``, which must live as long as its number is used."""
        self.shapes[id(tree)] = shape
        self.kept.append(tree)
        return shape

    def of(self, tree: Tree) -> Shape:
        """The shape of a node of this formula."""
        return self.shapes[id(tree)]


@dataclass(frozen=True)
class Scope:
    """The indices bound around a node, and sample values to tell the direction of products."""

    bound: frozenset[str]
    _samples: Callable[[], Envs]

    @classmethod
    def outermost(cls, world: Declared) -> "Scope":
        """Nothing bound yet."""
        alone = {**dict.fromkeys(world.sizes, LARGE)}
        return cls(frozenset(), lambda: samples(world) or (alone,))

    @cached_property
    def envs(self) -> Envs:
        """Values of all indices; made where a product asks, which few formulas have."""
        return self._samples()

    def inside(self, big: Big, lower: Tree | None, upper: Tree | None) -> "Scope":
        """Within the body of a sum or product. Raises ``ExpressionError`` for a strange bound."""
        for end in (lower, upper):
            if end is not None:
                whole(end, dict.fromkeys(names_of(end), LARGE))
        return Scope(self.bound | {big.index}, lambda: self._within(big, lower, upper))

    def _within(self, big: Big, lower: Tree | None, upper: Tree | None) -> Envs:
        envs: list[dict[str, int]] = []
        ends: dict[tuple[int | None, ...], tuple[int, int]] = {}
        names = [name for tree in (lower, upper) if tree is not None for name in names_of(tree)]
        for env in self.envs:
            key = tuple(env.get(name) for name in names)
            if key not in ends:
                ends[key] = _ends(lower, upper, env)
            low, high = ends[key]
            if low > high and big.operator == "sum":
                continue  # an empty sum has no inside
            low, high = min(low, high), max(low, high)
            envs += [{**env, big.index: value} for value in {low, (low + high) // 2, high}]
            if len(envs) >= _MOST:
                break
        return tuple(envs[:_MOST]) or self.envs


def _ends(lower: Tree | None, upper: Tree | None, env: dict[str, int]) -> tuple[int, int]:
    """The bounds for these values; of unknown ones, the widest."""
    try:
        low = whole(lower, env) if lower is not None else 1
        high = whole(upper, env) if upper is not None else LARGE
    except KeyError:
        return 1, LARGE
    return low, high
