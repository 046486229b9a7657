"""How long the exercises of a quiz take, as an estimate that claims no more than it knows."""

import uuid
from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Count, QuerySet, Sum

from quizzes.models import Quiz, SlotExercise


@dataclass(frozen=True)
class Effort:
    """The minutes that exercises take, as their authors say; 0 where none of them says."""

    minutes: int = 0

    @property
    def hours(self) -> int:
        """Whole hours of it, from an hour and a half on."""
        return self._rounded // 60 if self._rounded >= 90 else 0

    @property
    def rest(self) -> int:
        """The minutes beside ``hours``."""
        return self._rounded - 60 * self.hours

    @property
    def _rounded(self) -> int:
        """An estimate is not more exact than its fifth part."""
        step = 10 if self.minutes > 60 else 5 if self.minutes > 10 else 1
        return step * round(self.minutes / step)


def efforts(quizzes: QuerySet[Quiz]) -> dict[uuid.UUID, Effort]:
    """Those of a query's quizzes: a slot counts once, with the mean of its pool. One query."""
    rows = (
        SlotExercise.objects.filter(slot__quiz__in=quizzes.order_by())
        .values("slot__quiz__public_id", "slot")
        .annotate(minutes=Sum("exercise__minutes"), pool=Count("pk"))
    )
    total: dict[uuid.UUID, float] = defaultdict(float)
    for row in rows:
        total[row["slot__quiz__public_id"]] += row["minutes"] / row["pool"]
    return {quiz: Effort(round(minutes)) for quiz, minutes in total.items()}
