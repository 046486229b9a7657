"""The rail: every slot of an attempt with its mark."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from quizzes.models import Attempt, Item
from quizzes.selectors.progress import Progress, progress, together
from web.text.language import localized


@dataclass(frozen=True)
class Stop:
    """One slot of the attempt, in its latest round."""

    position: int
    title: str
    place: str
    done: Progress

    @property
    def mark(self) -> str:
        """See ``Progress.mark``."""
        return self.done.mark

    @property
    def max(self) -> int:
        """Its points, in thousandths."""
        return self.done.max

    @property
    def known(self) -> int | None:
        """Those reached; None where nothing was graded yet."""
        return self.done.known


_TITLES = (
    "slot__position",
    "variant__version__grading_hash", "variant__version__definition__title",
    "variant__version__definition__source",
    "variant__version__exercise__current__grading_hash",
    "variant__version__exercise__current__definition__title",
)  # fmt: skip


def rail(attempt: Attempt, language: str) -> list[Stop]:
    """The stops of an attempt in order: three queries."""
    rows = Item.objects.filter(attempt=attempt).order_by("slot__position", "round")
    latest = {row["slot__position"]: row for row in rows.values(*_TITLES)}
    done = progress([attempt])[attempt.pk]
    return [_stop(row, done[place], language) for place, row in latest.items()]


def whole(stops: Sequence[Stop]) -> Progress:
    """How far one is in the quiz."""
    return together(stop.done for stop in stops)


def _stop(row: dict[str, Any], done: Progress, language: str) -> Stop:
    own = row["variant__version__grading_hash"]
    mended = row["variant__version__exercise__current__grading_hash"] == own
    title = row["variant__version__definition__title"]
    if mended:
        title = row["variant__version__exercise__current__definition__title"] or title
    source = row["variant__version__definition__source"] or {}
    return Stop(
        position=row["slot__position"],
        title=localized(title or "", language),
        place=localized(source.get("place") or "", language),
        done=done,
    )
