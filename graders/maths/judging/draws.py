"""Draws on which formulas are compared, and which of them are worth comparing on.

A draw counts only if a small change anywhere in the model answer shows: 1 % on any symbol or any
summand must move the value by 1e-4 (design, section 10: with saturated units a wrong line passes).
"""

from collections.abc import Callable, Iterator, Sequence

import numpy as np

from graders.maths.errors import ExpressionError
from graders.maths.judging.formula import Formula
from graders.maths.language.tree import Big, Derivative, Power, Sum, Symbol, Tree, children, walk
from graders.maths.meaning.evaluation import Env
from graders.maths.meaning.touching import Touch
from graders.maths.meaning.values import Value, nudged
from graders.maths.worlds.graph import Draw
from graders.maths.worlds.world import World

WANTED = 5
_TRIES = 60
_CHANGE, _SEEN = 0.01, 1e-4


class DegenerateWorldError(Exception):
    """No draw of this world lets every part of the model answer show."""


class Draws:
    """Accepted draws of one world, made on demand, always the same for a seed.

    ``accepted``: the numbers of the first of them, where they are known from another time with
    the same world, seed and ``answers``; to find them anew costs half of a grading.
    """

    def __init__(
        self,
        world: World,
        seed: int,
        answers: Callable[[], list[Formula]],
        accepted: Sequence[int] = (),
    ) -> None:
        self.world = world
        self.accepted = list(accepted)
        self._answers = answers
        self._rng = np.random.default_rng(seed)
        self._seed = seed
        self._drawn = 0
        self._made: list[Draw] = []
        self._plain: list[Draw] = []

    def several(self, count: int = WANTED) -> list[Draw]:
        """The first ``count`` accepted draws. Raises ``DegenerateWorldError``."""
        while len(self._made) < count:
            self._made.append(self._next())
        return self._made[:count]

    def plain(self, count: int) -> list[Draw]:
        """Draws as they come, for inequalities: they are looked at for a violation."""
        rng = np.random.default_rng(self._seed + 1)
        while len(self._plain) < count:
            self._plain.append(Draw(self.world, rng))
        return self._plain[:count]

    def more(self) -> Iterator[Draw]:
        """Further draws, for a second look."""
        for count in range(WANTED + 1, WANTED + 4):
            yield self.several(count)[-1]

    def _next(self) -> Draw:
        known = self.accepted[len(self._made) :]
        for number in range(self._drawn, self._drawn + _TRIES):
            draw = Draw(self.world, self._rng)
            self._drawn += 1
            if known and number != known[0]:
                continue
            if known:
                return draw
            if all(sensitive(answer, draw) for answer in self._answers()):
                self.accepted.append(number)
                return draw
        raise DegenerateWorldError


def sensitive(answer: Formula, draw: Draw) -> bool:
    """Whether every symbol and every summand of ``answer`` shows in its value on this draw."""
    try:
        plain = answer.values(draw)
    except ExpressionError:
        return False
    if not all(np.all(np.isfinite(value.array)) for value in plain):
        return False
    return all(_shows(answer, draw, plain, part) for part in _parts(answer, draw))


def _shows(answer: Formula, draw: Draw, plain: list[Value], part: Touch) -> bool:
    touched = answer.values(draw, part)
    for before, after in zip(plain, touched, strict=True):
        scale = float(np.max(before.terms, initial=0.0))
        if (
            scale
            and float(np.max(np.abs(after.array - before.array), initial=0.0)) >= _SEEN * scale
        ):
            return True
    return False


def _part(nodes: set[int], env: Env | None = None) -> Touch:
    """Something to change a little: a symbol wherever it stands, or one summand."""
    return Touch(frozenset(nodes), _nudged, env or {})


def _nudged(value: Value) -> Value:
    return Value(nudged(value.array, _CHANGE), nudged(value.terms, _CHANGE))


def _parts(answer: Formula, draw: Draw) -> Iterator[Touch]:
    names: dict[str, set[int]] = {}
    waiting = [answer.tree]
    while waiting:
        node = waiting.pop()
        if id(node) not in answer.typing.shapes:
            continue  # an index or a bound: it has no value of its own
        if isinstance(node, Symbol):
            names.setdefault(node.name, set()).add(id(node))
        elif isinstance(node, Derivative):
            yield _part({id(node)})
            continue
        elif isinstance(node, Sum):
            yield from (_part({id(term)}) for _, term in node.terms)
        elif isinstance(node, Big) and node.operator == "sum":
            # one summand at a time, whatever the sums around it count
            yield from (_part({id(node.body)}, {node.index: n}) for n in range(1, 3))
        below = children(node)
        if isinstance(node, Power) and not _mentions(node.exponent, draw):
            below = [node.base]  # W^{t-k}: an exponent of indices alone stays an integer
        waiting += below
    yield from (_part(nodes) for name, nodes in names.items() if name in draw.pieces)


def _mentions(tree: Tree, draw: Draw) -> bool:
    """Whether a symbol of the world stands in it: not an index or a size."""
    return any(isinstance(node, Symbol) and node.name in draw.pieces for node in walk(tree))
