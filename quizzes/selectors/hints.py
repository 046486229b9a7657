"""The hints of a question: those that were taken, and the price of the next one."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from exercises.services.grading import scaled
from graders.kinds.formulas import author
from graders.messages import render
from quizzes.models import HintTaken, Item
from quizzes.services import hints


@dataclass(frozen=True)
class Told:
    """A hint that was taken, and what it cost, in thousandths of points."""

    said: str
    cost: int


@dataclass(frozen=True)
class HintsView:
    """``cost`` of the next hint and what is ``left`` after it, in thousandths of points."""

    taken: list[Told]
    total: int
    cost: int
    left: int

    @property
    def next(self) -> int:
        """The number of the next hint; 0 when all are taken."""
        return len(self.taken) + 1 if len(self.taken) < self.total else 0


def hints_view(
    item: Item, question: str, taken: Iterable[HintTaken], worth: int, language: str
) -> HintsView:
    """The hints of a question worth ``worth`` thousandths on the page."""
    offered, taken = hints.offered(item, question), list(taken)
    left = 1000 - sum(row.cost for row in taken)
    cost = hints.price(item, offered[len(taken)]) if len(taken) < len(offered) else 0
    return HintsView(
        taken=[
            Told(render(author(hint["say"]), language), _shown(row.cost, worth))
            for hint, row in zip(offered, taken, strict=False)
        ],
        total=len(offered),
        cost=_shown(cost, worth),
        left=_shown(max(0, left - cost), worth),
    )


def _shown(share: int, worth: int) -> int:
    """Hundredths, as every number of points on the page."""
    return (scaled(share, 1000, worth) + 5) // 10 * 10


def taken_by_question(item: Item) -> dict[str, list[HintTaken]]:
    """The hints taken so far: one query."""
    found: dict[str, list[HintTaken]] = defaultdict(list)
    for row in HintTaken.objects.filter(item=item).order_by("number"):
        found[row.question].append(row)
    return found
