"""Compare two formulas on draws: equal, different with a counter-example, or undecided.

The error of an entry is measured against the sum of absolute terms there: at most 1e-9 is equal,
at least 1e-4 is different, between them one looks again (design, section 10).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

import numpy as np

from graders.maths.errors import ExpressionError
from graders.maths.judging.draws import Draws
from graders.maths.judging.formula import Formula
from graders.maths.meaning.sides import zero
from graders.maths.meaning.values import Array, Value, spread
from graders.maths.worlds.graph import Draw

EQUAL, DIFFERENT = 1e-9, 1e-4
INEQUALITY_DRAWS = 40
State = Literal["equal", "different", "undecided"]


@dataclass(frozen=True, slots=True)
class Example:
    """Where two sides differ: index values, the entry (counted from 1), both numbers there."""

    indices: dict[str, int]
    entry: tuple[int, ...]
    left: float
    right: float
    sizes: dict[str, int]


@dataclass(frozen=True, slots=True)
class Comparison:
    """What the draws say; ``example`` where they differ most plainly."""

    state: State
    example: Example | None = None


def compare(left: Formula, relation: str, right: Formula, draws: Draws) -> Comparison:
    """Whether ``left relation right`` on every draw. Raises ``ExpressionError`` beyond a domain."""
    if relation == "=":
        return _decide(left, relation, right, draws.several(), draws)
    return _decide(left, relation, right, draws.plain(INEQUALITY_DRAWS), draws)


def _decide(
    left: Formula, relation: str, right: Formula, several: Iterable[Draw], draws: Draws
) -> Comparison:
    doubtful = False
    for draw in several:
        found = on_draw(left, relation, right, draw)
        if found.state == "different":
            return found
        doubtful = doubtful or found.state == "undecided"
    if not doubtful:
        return Comparison("equal")
    for draw in draws.more():
        found = on_draw(left, relation, right, draw)
        if found.state != "undecided":
            return found
    return Comparison("undecided")


def on_draw(left: Formula, relation: str, right: Formula, draw: Draw) -> Comparison:
    """What one draw says."""
    state: State = "equal"
    worst: tuple[float, Example | None] = (0.0, None)
    one, other = left.at(draw), right.at(draw)
    for env in left.environments(draw):
        a, b = one.value(left.tree, env), other.value(right.tree, env)
        a, b = _alike(a, b, left, right)
        errors = _errors(a, b, relation)
        largest = float(np.max(errors, initial=0.0))
        if largest > worst[0] and largest >= DIFFERENT:
            worst = (largest, _example(errors, a.array, b.array, env, draw))
        elif largest > EQUAL and state == "equal":
            state = "undecided"
    if worst[1] is not None:
        return Comparison("different", worst[1])
    return Comparison(state)


def _alike(a: Value, b: Value, left: Formula, right: Formula) -> tuple[Value, Value]:
    """Both with the same shape: I and 1 take that of the other side."""
    if a.array.shape == b.array.shape:
        return a, b
    neutral_a = left.typing.of(left.tree).neutral or ("zero" if zero(left.tree) else "")
    neutral_b = right.typing.of(right.tree).neutral or ("zero" if zero(right.tree) else "")
    return spread(a, b, neutral_a), spread(b, a, neutral_b)


def _errors(a: Value, b: Value, relation: str) -> Array:
    """The error of each entry; of an inequality only what breaks it."""
    if not (np.all(np.isfinite(a.array)) and np.all(np.isfinite(b.array))):
        return np.asarray(np.inf)
    apart = a.array - b.array
    if relation == "=":
        apart = np.abs(apart)
    else:
        apart = np.maximum(apart if relation == "<=" else -apart, 0.0)
    scale = np.maximum(a.terms, b.terms)
    with np.errstate(divide="ignore", invalid="ignore"):
        errors = np.where(apart == 0, 0.0, apart / scale)
    return np.asarray(errors)


def _example(errors: Array, a: Array, b: Array, env: dict[str, int], draw: Draw) -> Example:
    place = np.unravel_index(int(np.argmax(errors)), errors.shape) if errors.ndim else ()
    entry = tuple(int(n) + 1 for n in place)
    left = float(a[place]) if a.shape == errors.shape else float("nan")
    right = float(b[place]) if b.shape == errors.shape else float("nan")
    return Example(dict(env), entry, left, right, dict(draw.sizes))


__all__ = ["Comparison", "Example", "ExpressionError", "compare", "on_draw"]
