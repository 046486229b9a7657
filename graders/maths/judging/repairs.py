"""The one edit that mends a wrong line, if there is exactly one."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice

from graders.maths.errors import ExpressionError
from graders.maths.judging.compare import compare, on_draw
from graders.maths.judging.draws import Draws
from graders.maths.judging.edits import edits
from graders.maths.judging.formula import Formula
from graders.maths.language.tree import Derivative, Tree
from graders.maths.meaning.declared import Declared
from graders.maths.meaning.sides import same_shape
from graders.maths.meaning.typing import Typing

MOST = 150


@dataclass(frozen=True, slots=True)
class Repair:
    """``slip`` is what was wrong: "transpose", "order", …; both sides of the mended line."""

    slip: str
    left: Tree
    right: Tree


def repair(left: Tree, relation: str, right: Tree, world: Declared, draws: Draws) -> Repair | None:
    """The only one-edit repair; ``None`` if there is none, or several of different kinds."""
    found: dict[tuple[Tree, Tree], str] = {}
    for slip, one, other in islice(_candidates(left, right, world), MOST):
        if (one, other) not in found and _mends(one, relation, other, world, draws):
            found[one, other] = slip
    if len(found) == 1:
        (((one, other), slip),) = found.items()
        return Repair(slip, one, other)
    return None


def _candidates(left: Tree, right: Tree, world: Declared) -> Iterator[tuple[str, Tree, Tree]]:
    """The right side with one edit; or ∂⁺ on the left, where ∂ was written."""
    if isinstance(left, Derivative):
        yield "immediate", replace(left, immediate=not left.immediate), right
    for slip, tree in edits(right, world):
        yield slip, left, tree


def _mends(left: Tree, relation: str, tree: Tree, world: Declared, draws: Draws) -> bool:
    typing = Typing(world)
    try:
        one, other = Formula(left, world, typing), Formula(tree, world, typing)
        if not same_shape(left, tree, typing) or tree == left:
            return False
        first = draws.several()[0]
        if all(not value.array.any() for value in one.values(first)):
            return False  # an empty sum is no ∂⁺ that happens to vanish
        if on_draw(one, relation, other, first).state != "equal":
            return False
        return compare(one, relation, other, draws).state == "equal"
    except ExpressionError:
        return False
