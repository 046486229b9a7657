"""A figure: what was measured, and whether it keeps its budget."""

import json
import statistics
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from time import perf_counter


@dataclass(frozen=True)
class Figure:
    """``ok`` is None where there is no budget. ``at_least``: more is better.

    ``why``: why there is no ``value``.
    """

    name: str
    value: float | None
    unit: str
    budget: float | None = None
    at_least: bool = False
    why: str = ""

    @property
    def ok(self) -> bool | None:
        """Whether the budget is kept."""
        if self.budget is None or self.value is None:
            return None
        return self.value >= self.budget if self.at_least else self.value <= self.budget

    def print(self) -> None:
        """One line of JSON."""
        said = asdict(self)
        del said["at_least"]
        if self.value is not None:
            said["value"] = round(self.value, 2)
            del said["why"]
        print(json.dumps({**said, "ok": self.ok}), flush=True)


def median_and_p95(
    name: str, milliseconds: Sequence[float], budgets: tuple[float | None, float | None]
) -> list[Figure]:
    """The two figures of a series."""
    cut = statistics.quantiles(milliseconds, n=20, method="inclusive")
    return [
        Figure(f"{name}.median", statistics.median(milliseconds), "ms", budgets[0]),
        Figure(f"{name}.p95", cut[18], "ms", budgets[1]),
    ]


def timed(action: Callable[[], object], *, runs: int, warm_up: int = 5) -> list[float]:
    """Milliseconds of each of ``runs`` calls, after some that are not counted."""
    for _ in range(warm_up):
        action()
    taken = []
    for _ in range(runs):
        began = perf_counter()
        action()
        taken.append((perf_counter() - began) * 1000)
    return taken
