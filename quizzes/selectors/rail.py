"""The rail: every slot of an attempt with its mark."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from exercises.models import Grading
from quizzes.models import Attempt, Item, ItemSubmission
from quizzes.selectors.verdicts import WAITING
from web.text.language import localized
from web.text.marks import share


@dataclass(frozen=True)
class Stop:
    """One slot of the attempt, in its latest round. ``mark``: see ``web.text.marks``."""

    position: int
    title: str
    place: str
    mark: str
    points: int
    max: int
    questions: int
    answered: int

    @property
    def known(self) -> int | None:
        """The points, or None where nothing was graded yet: never 0 for that."""
        if self.mark == "awaiting-person" and not self.points:
            return None
        return None if self.mark in ("unanswered", "running") else self.points

    @property
    def done(self) -> bool:
        """Whether every question has an answer that counted."""
        return self.answered >= self.questions


_TITLES = (
    "pk", "slot__position", "points", "max_points", "variant__questions",
    "variant__version__grading_hash", "variant__version__definition__title",
    "variant__version__definition__source",
    "variant__version__exercise__current__grading_hash",
    "variant__version__exercise__current__definition__title",
)  # fmt: skip


def rail(attempt: Attempt, language: str) -> list[Stop]:
    """The stops of an attempt in order: two queries."""
    rows = Item.objects.filter(attempt=attempt).order_by("slot__position", "round")
    latest = {row["slot__position"]: row for row in rows.values(*_TITLES)}
    entries: dict[Any, list[tuple[str, bool, str]]] = defaultdict(list)
    said = (
        ItemSubmission.objects.filter(item__attempt=attempt)
        .order_by("pk")
        .values_list("item", "question", "submission__counts", "submission__current_grading__state")
    )
    for item, question, counts, state in said:
        entries[item].append((question, counts, state))
    return [_stop(row, entries[row["pk"]], language) for row in latest.values()]


def _stop(row: dict[str, Any], said: Iterable[tuple[str, bool, str]], language: str) -> Stop:
    own = row["variant__version__grading_hash"]
    mended = row["variant__version__exercise__current__grading_hash"] == own
    title = row["variant__version__definition__title"]
    if mended:
        title = row["variant__version__exercise__current__definition__title"] or title
    source = row["variant__version__definition__source"] or {}
    answered = {question for question, counts, _ in said if counts}
    waiting = any(state in WAITING for _, _, state in said)
    latest = {question: state for question, _, state in said}
    reading = Grading.State.AWAITING_PERSON in latest.values()
    return Stop(
        position=row["slot__position"],
        title=localized(title or "", language),
        place=localized(source.get("place") or "", language),
        mark="awaiting-person" if reading and not waiting else _mark(row, len(answered), waiting),
        points=row["points"],
        max=row["max_points"],
        questions=len(row["variant__questions"]),
        answered=len(answered),
    )


def _mark(row: dict[str, Any], answered: int, waiting: bool) -> str:
    if waiting:
        return "running"
    if not answered:
        return "unanswered"
    # an exercise that is half answered is not wrong yet, nor partly right
    mark = share(row["points"], row["max_points"])
    return "begun" if mark == "wrong" and answered < len(row["variant__questions"]) else mark
