"""Two runs of one submission, same seeds: what they came to must be the same."""

from collections.abc import Iterable, Mapping

from exercises.models import Grading, Part
from graders.contracts import Message, Verdict
from graders.contracts import Part as Told

_BY_CHANCE = frozenset({"time", "memory", "processes", "output", "not-run"})
"""A limit that is met or missed by a hair says something of the machine, not of the code."""


def not_again(grading: Grading, verdict: Verdict) -> tuple[Message, ...]:
    """For staff, where an earlier run of the same tests came to something else: which parts."""
    earlier = (
        Grading.objects.filter(
            submission=grading.submission_id,
            state=Grading.State.GRADED,
            origin=Grading.Origin.ENGINE,
            replay__seed=verdict.replay.get("seed"),
        )
        .exclude(pk=grading.pk)
        .order_by("-finished_at")
        .first()
    )
    if earlier is None or "seed" not in verdict.replay:
        return ()
    before, now = _parts(earlier.parts.all()), _parts(verdict.parts)
    other = [key for key in before.keys() & now.keys() if _differ(before[key], now[key])]
    if before.keys() == now.keys() and not other:
        return ()
    named = ", ".join(sorted(other or before.keys() ^ now.keys())[:8])
    return (Message("sandbox.not-again", {"parts": named}),)


def _parts(parts: Iterable[Part | Told]) -> Mapping[str, tuple[str, int]]:
    return {part.key: (part.outcome, part.points) for part in parts}


def _differ(one: tuple[str, int], other: tuple[str, int]) -> bool:
    return one != other and not {one[0], other[0]} & _BY_CHANCE
