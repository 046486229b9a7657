"""A formula in a world, ready to be evaluated on any draw for all values of its free indices."""

from collections.abc import Iterator
from functools import cached_property

from graders.maths.errors import ExpressionError
from graders.maths.language import printing
from graders.maths.language.tree import Tree
from graders.maths.meaning.declared import Declared, Index
from graders.maths.meaning.dependence import above, parents
from graders.maths.meaning.evaluation import Drawn, Evaluation
from graders.maths.meaning.indices import assignments, names_of, parsed_bound
from graders.maths.meaning.inference import infer
from graders.maths.meaning.touching import Touch, Touched
from graders.maths.meaning.typing import Typing
from graders.maths.meaning.values import Value
from graders.maths.worlds.functions import NUMPY

MOST = 80
"""Index values looked at on one draw; of more, every so many."""


class Formula:
    """``tree`` with its shapes. Raises ``ExpressionError`` if they do not fit.

    Formulas that are compared share a ``typing``, so that an index means the same in both.
    """

    def __init__(self, tree: Tree, world: Declared, typing: Typing | None = None) -> None:
        self.tree, self.world = tree, world
        self.typing = infer(tree, world, typing)
        self._at: dict[Drawn, Evaluation] = {}
        self._envs: dict[tuple[Drawn, tuple[str, ...]], list[dict[str, int]]] = {}

    @property
    def shape(self) -> str:
        """The shape, in words of sizes."""
        return str(self.typing.of(self.tree))

    def __str__(self) -> str:
        return printing.plain(self.tree)

    @cached_property
    def _parents(self) -> dict[int, set[int]]:
        return parents(self.tree)

    def at(self, draw: Drawn) -> Evaluation:
        """The formula on a draw."""
        if draw not in self._at:
            self._at[draw] = Evaluation(self.typing, draw, NUMPY)
        return self._at[draw]

    def values(self, draw: Drawn, touch: Touch | None = None) -> list[Value]:
        """The value for each assignment of the free indices, after a change if one is given."""
        at = self.at(draw)
        if touch is not None:
            at = Touched(at, touch, above(touch.nodes, self._parents))
        return [at.value(self.tree, env) for env in self.environments(draw)]

    def environments(self, draw: Drawn) -> list[dict[str, int]]:
        """All values of the free indices on this draw, thinned out where there are very many."""
        key = (draw, tuple(self.typing.free))  # a formula compared with it may add free ones
        if key not in self._envs:
            found = list(_all(self.typing, draw))
            self._envs[key] = found[:: -(-len(found) // MOST) or 1]
        return self._envs[key]


def _all(typing: Typing, draw: Drawn) -> Iterator[dict[str, int]]:
    world = typing.world
    counting = [
        Index(name, "1", str(draw.size(axis)))
        for name, axis in typing.axes.items()
        if name in typing.free
    ]
    needed = {name for name in typing.free if name not in typing.axes}
    for index in reversed(world.indices):  # a bound may need an earlier index
        if index.name in needed:
            needed |= names_of(parsed_bound(index.lower)) | names_of(parsed_bound(index.upper))
    running = [index for index in world.indices if index.name in needed]
    for env in assignments([*running, *counting], draw.sizes):
        yield {name: env[name] for name in env if name not in draw.sizes}


__all__ = ["ExpressionError", "Formula"]
