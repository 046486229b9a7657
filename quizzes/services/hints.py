"""Hints are taken one by one, each with its price: a share of the question's points."""

from typing import Any

from django.db import transaction
from django.db.models import Sum
from django.utils.translation import gettext as _

from core.errors import Conflict
from quizzes.models import HintTaken, Item, Quiz
from quizzes.services import rules


def offered(item: Item, question: str) -> list[dict[str, Any]]:
    """The question's hints in order: ``say``, what it says, and ``cost``, a share of 1."""
    return list(item.variant.questions[question].get("hints") or ())


def price(item: Item, hint: dict[str, Any]) -> int:
    """What the hint costs here, in thousandths of the question's points."""
    return round(1000 * hint["cost"]) if item.attempt.quiz.mode == Quiz.Mode.GRADED else 0


def cap(item: Item, question: str) -> int:
    """What can still be had of the question, in thousandths of its points."""
    taken = HintTaken.objects.filter(item=item, question=question)
    return max(0, 1000 - (taken.aggregate(sum=Sum("cost"))["sum"] or 0))


@transaction.atomic
def take(*, item: Item, question: str, number: int) -> None:
    """Take hint ``number`` (from 1), which must be the next one; twice changes nothing.

    What was submitted before keeps its points. Raises ``Conflict`` where the question takes no
    more answers, or there is no such hint to take.
    """
    # the row lock: no submission slips between the price and the hint
    Item.objects.select_for_update().get(pk=item.pk)
    taken = HintTaken.objects.filter(item=item, question=question).count()
    if 1 <= number <= taken:
        return
    rules.require(item, question)
    hints = offered(item, question)
    if number != taken + 1 or number > len(hints):
        raise Conflict(_("There is no such hint to take."), reason="no-hint")
    cost = price(item, hints[number - 1])
    HintTaken.objects.create(item=item, question=question, number=number, cost=cost)
