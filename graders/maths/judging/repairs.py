"""The one edit that mends a wrong line, if there is exactly one."""

from dataclasses import dataclass

from graders.maths.errors import ExpressionError
from graders.maths.judging.compare import compare, on_draw
from graders.maths.judging.draws import Draws
from graders.maths.judging.edits import edits
from graders.maths.judging.formula import Formula
from graders.maths.judging.lines import same_shape
from graders.maths.language.tree import Tree
from graders.maths.meaning.declared import Declared
from graders.maths.meaning.typing import Typing

MOST = 150


@dataclass(frozen=True, slots=True)
class Repair:
    """``slip`` is what was wrong: "transpose", "order", "index", …; ``tree`` the mended line."""

    slip: str
    tree: Tree


def repair(left: Tree, relation: str, right: Tree, world: Declared, draws: Draws) -> Repair | None:
    """The only one-edit repair; ``None`` if there is none, or several of different kinds."""
    found: dict[Tree, str] = {}
    for number, (slip, tree) in enumerate(edits(right, world)):
        if number >= MOST:
            break
        if tree not in found and _mends(left, relation, tree, world, draws):
            found[tree] = slip
    if len(found) == 1:
        ((tree, slip),) = found.items()
        return Repair(slip, tree)
    return None


def _mends(left: Tree, relation: str, tree: Tree, world: Declared, draws: Draws) -> bool:
    typing = Typing(world)
    try:
        one, other = Formula(left, world, typing), Formula(tree, world, typing)
        if not same_shape(one, other) or tree == left:
            return False
        first = draws.several()[0]
        if on_draw(one, relation, other, first).state != "equal":
            return False
        return compare(one, relation, other, draws).state == "equal"
    except ExpressionError:
        return False
