"""What the checks of a suite noted while the gate measured (``graders.sdk.measure``)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from graders.contracts import Part

HUGE = 1e12
"""A ratio above this is no number any more: another shape, NaN, nothing like the answer."""
Place = tuple[str, int, float, float | None]
"""Test, line of the suite, ``rtol`` and ``atol``: where a comparison stands."""


@dataclass(frozen=True)
class Measure:
    """The worst comparison of one place in a test. See ``graders.sdk.measure.Row``."""

    test: str
    line: int
    rtol: float
    atol: float | None
    ratio: float

    @property
    def place(self) -> Place:
        """What two runs have in common when it is the same comparison."""
        return self.test, self.line, self.rtol, self.atol

    @property
    def tolerance(self) -> str:
        """The tolerance as it is written in a suite."""
        return written(self.rtol, self.atol)


def written(rtol: float, atol: float | None) -> str:
    """A tolerance as it is written in a suite."""
    if atol is None:
        return f"rtol={rtol:g}"
    return f"atol={atol:g}" if rtol == 0 else f"rtol={rtol:g}, atol={atol:g}"


def measures_of(parts: Iterable[Part]) -> Iterator[Measure]:
    """The measures that the parts of a verdict carry."""
    for part in parts:
        for detail in part.details:
            if detail.get("type") == "measures":
                yield from (Measure(test=part.key, **row) for row in detail["rows"])
