"""How far one is: the one count and the one mark of the rail, the first page, door and result.

Questions are counted, those that have an answer which counts, in the latest round of each exercise.
"""

import uuid
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import F, Func, IntegerField

from exercises.models import Grading
from quizzes.models import Attempt, Item, ItemSubmission
from quizzes.selectors.verdicts import WAITING
from web.text.marks import share


@dataclass(frozen=True)
class Progress:
    """In one exercise, or in several taken together. Points in thousandths.

    ``waiting``: an answer is being graded; ``reading``: a person has yet to read one.
    ``mastered``: exercises done in full, in whichever round.
    """

    questions: int = 0
    answered: int = 0
    points: int = 0
    max: int = 0
    waiting: bool = False
    reading: bool = False
    mastered: int = 0

    @property
    def left(self) -> int:
        """Questions that have no answer yet."""
        return max(0, self.questions - self.answered)

    @property
    def mark(self) -> str:
        """See ``web.text.marks``: nothing is wrong, or partly right, before all is answered."""
        if self.waiting:
            return "running"
        if not self.answered and not self.reading:
            return "unanswered"
        if self.left:
            return "begun"
        return "awaiting-person" if self.reading else share(self.points, self.max)

    @property
    def known(self) -> int | None:
        """The points, or None where nothing was graded yet: never 0 for that."""
        if self.waiting or not self.answered or (self.reading and not self.points):
            return None
        return self.points


def together(parts: Iterable[Progress]) -> Progress:
    """Several exercises as one."""
    rows = list(parts)
    return Progress(
        questions=sum(row.questions for row in rows),
        answered=sum(row.answered for row in rows),
        points=sum(row.points for row in rows),
        max=sum(row.max for row in rows),
        waiting=any(row.waiting for row in rows),
        reading=any(row.reading for row in rows),
        mastered=sum(row.mastered for row in rows),
    )


def progress(attempts: Collection[Attempt]) -> dict[uuid.UUID, dict[int, Progress]]:
    """By attempt and position of the slot, in order: two queries, however many attempts."""
    said = _said(attempts)
    rows = (
        Item.objects.filter(attempt__in=[attempt.pk for attempt in attempts])
        .order_by("slot__position", "round")
        .values("pk", "attempt", "slot__position", "points", "max_points", questions=_ASKED)
    )
    found: dict[uuid.UUID, dict[int, Progress]] = defaultdict(dict)
    for row in rows:
        stops, place = found[row["attempt"]], row["slot__position"]
        entries = said[row["pk"]]
        answered = {question for question, (counted, _) in entries.items() if counted}
        states = {state for _, state in entries.values()}
        full = bool(answered) and row["points"] >= row["max_points"]
        stops[place] = Progress(
            questions=row["questions"],
            answered=len(answered),
            points=row["points"],
            max=row["max_points"],
            waiting=not states.isdisjoint(WAITING),
            reading=Grading.State.AWAITING_PERSON in states,
            mastered=int(full or (place in stops and stops[place].mastered)),
        )
    return found


class _Length(Func):
    """How many entries a JSON list has."""

    function = "JSON_ARRAY_LENGTH"
    output_field = IntegerField()

    def as_postgresql(self, compiler: Any, connection: Any, **more: Any) -> Any:
        """The same, under the name that jsonb has for it."""
        return self.as_sql(compiler, connection, function="JSONB_ARRAY_LENGTH", **more)


_ASKED = _Length(F("variant__version__definition__questions"))


def _said(attempts: Collection[Attempt]) -> dict[uuid.UUID, dict[str, tuple[bool, str]]]:
    """By item and question: whether an answer counted, and the state of the latest grading."""
    rows = (
        ItemSubmission.objects.filter(item__attempt__in=[attempt.pk for attempt in attempts])
        .order_by("pk")
        .values_list("item", "question", "submission__counts", "submission__current_grading__state")
    )
    said: dict[uuid.UUID, dict[str, tuple[bool, str]]] = defaultdict(dict)
    for item, question, counts, state in rows:
        before, _ = said[item].get(question, (False, ""))
        said[item][question] = (before or counts, state)
    return said
