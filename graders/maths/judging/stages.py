"""Points of a derivation: ordered stages, each reached by a line of its own, never the lines.

A stage is reached by an ``equal`` line (half for ``follows``) that has all of ``uses`` and none
of ``without``; so ``0 = 0``, padding, repeats and bare derivative symbols earn nothing. Nor does
a line whose right side holds its left side: ``∂L/∂W = ∏_{s=1}^{1} ∂L/∂W``.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from graders.maths.judging.compare import compare
from graders.maths.judging.constructs import Construct
from graders.maths.judging.draws import Draws
from graders.maths.judging.formula import Formula
from graders.maths.judging.lines import Judged
from graders.maths.language.tree import Tree, contains


@dataclass(frozen=True, slots=True)
class Stage:
    """``points`` in thousandths; ``of`` is the left side that its line must have.

    ``bound`` is the author's own, of an inequality: a line must be at least as sharp.
    """

    points: int
    of: Tree
    relation: str = "="
    uses: tuple[Construct, ...] = ()
    without: tuple[Construct, ...] = ()
    bound: Tree | None = None


@dataclass(frozen=True, slots=True)
class Reached:
    """The line (counted from 0) that reaches a stage, and the thousandths it earns."""

    line: int | None = None
    points: int = 0


def reach(stages: Sequence[Stage], lines: Sequence[Judged], draws: Draws) -> list[Reached]:
    """Which line reaches which stage: in order, a line for each, with the most points."""
    worth = [[_worth(stage, line, draws) for line in lines] for stage in stages]
    best = [[0] * (len(lines) + 1) for _ in range(len(stages) + 1)]
    for s in reversed(range(len(stages))):
        for n in reversed(range(len(lines))):
            take = worth[s][n] + best[s + 1][n + 1] if worth[s][n] else 0
            best[s][n] = max(take, best[s + 1][n], best[s][n + 1])
    found, n = [Reached()] * len(stages), 0
    for s in range(len(stages)):
        at = n
        while at < len(lines) and best[s][at] == best[s][at + 1]:
            at += 1
        taken = at < len(lines) and worth[s][at]
        if taken and best[s][n] == worth[s][at] + best[s + 1][at + 1] > best[s + 1][n]:
            found[s], n = Reached(at, worth[s][at]), at + 1
    return found


def _worth(stage: Stage, line: Judged, draws: Draws) -> int:
    """Thousandths that ``line`` would earn for ``stage``."""
    if line.state not in {"equal", "follows"} or line.right is None or line.of != stage.of:
        return 0
    if line.relation != stage.relation:
        return 0
    tree = line.right.tree
    if contains(tree, stage.of) or any(construct.nodes(tree) for construct in stage.without):
        return 0
    draw = draws.several()[0]
    if not all(construct.matters(line.right, draw) for construct in stage.uses):
        return 0
    if stage.bound is not None:
        bound = Formula(stage.bound, line.right.world, line.right.typing)
        if compare(line.right, stage.relation, bound, draws).state != "equal":
            return 0
    return stage.points if line.state == "equal" else stage.points // 2
