"""One tolerance of a suite: how near honest answers stay, how far mistakes go, what would do."""

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from graders.gate.measures import HUGE, Measure, written

MARGIN = 10.0
"""A tolerance is good when honest deviations are so many times smaller, mistakes larger."""
Where = tuple[int, float, float | None]


@dataclass
class Row:
    """A place in ``suite.py`` with one tolerance; the ratios are in units of it.

    ``honest``: the largest of what must pass. ``single``: the largest in float32, if tried.
    ``mistake``: the smallest of the mutants that this place caught; None if it caught none by
    a number.
    """

    line: int
    rtol: float
    atol: float | None
    tests: list[str] = field(default_factory=list)
    honest: float = 0.0
    single: float | None = None
    mistake: float | None = None

    @property
    def tight(self) -> bool:
        """Whether an honest answer comes nearer than the margin to being refused."""
        return self.honest * MARGIN > 1

    @property
    def loose(self) -> bool:
        """Whether a mistake comes nearer than the margin to being accepted."""
        return self.mistake is not None and self.mistake < MARGIN

    @property
    def tolerance(self) -> str:
        """The tolerance as the suite has it."""
        return written(self.rtol, self.atol)

    @property
    def suggested(self) -> str:
        """The nearest tolerance with a margin on both sides; empty if nothing separates them."""
        if not self.tight and not self.loose:
            return self.tolerance
        if self.mistake is not None and self.mistake < MARGIN * self.honest:
            return ""
        low = self.honest * MARGIN
        high = math.inf if self.mistake is None else self.mistake / MARGIN
        if low > high:
            middle = math.sqrt(low * high)
            return self._scaled(middle, round)
        return self._scaled(low, math.ceil) if self.tight else self._scaled(high, math.floor)

    def _scaled(self, factor: float, rounded: Callable[[float], int]) -> str:
        """The tolerance times a factor, to a power of ten as tolerances are written."""

        def power(value: float) -> float:
            return float(f"1e{rounded(math.log10(value * factor))}") if value else 0.0

        return written(power(self.rtol), None if self.atol is None else power(self.atol))


class Table:
    """All rows by their place."""

    def __init__(self) -> None:
        self._rows: dict[Where, Row] = {}

    @property
    def rows(self) -> list[Row]:
        """The rows in the order of the suite; comparisons without a tolerance are none."""
        return sorted(self._rows.values(), key=lambda row: (row.line, row.rtol, row.atol or 0.0))

    def honest(self, measures: Iterable[Measure]) -> None:
        """Take in a run that must pass."""
        for measure, row in self._placed(measures):
            if measure.ratio < HUGE:
                row.honest = max(row.honest, measure.ratio)

    def single(self, measures: Iterable[Measure]) -> None:
        """Take in a run in float32."""
        for measure, row in self._placed(measures):
            if measure.ratio < HUGE:
                row.single = max(row.single or 0.0, measure.ratio)

    def mistake(self, measures: Iterable[Measure]) -> None:
        """Take in a mutant: it counts where it deviates most."""
        caught = [(m, row) for m, row in self._placed(measures) if 1 < m.ratio < HUGE]
        if caught:
            measure, row = max(caught, key=lambda pair: pair[0].ratio)
            row.mistake = min(row.mistake or math.inf, measure.ratio)

    def _placed(self, measures: Iterable[Measure]) -> Iterable[tuple[Measure, Row]]:
        for measure in measures:
            if measure.rtol == 0 and not measure.atol:
                continue  # exact on purpose: there is no tolerance to judge
            where = (measure.line, measure.rtol, measure.atol)
            row = self._rows.setdefault(where, Row(*where))
            if measure.test not in row.tests:
                row.tests.append(measure.test)
            yield measure, row
