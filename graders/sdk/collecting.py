"""``suite``: what collects the tests of a ``suite.py``."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from types import FunctionType
from typing import Any

from graders.sdk import declared, inputs
from graders.sdk.declared import MOST_POINTS, Test, Text, localized
from graders.sdk.errors import Mismatch, SuiteError

__all__ = ["Suite", "Test", "Text", "localized", "suite"]

MOST_PLOTS = 4


@dataclass(frozen=True)
class Shown:
    """A plot, and when it is shown: also with a passed test, also with a hidden one."""

    plot: dict[str, Any]
    always: bool
    hidden: bool


class Suite:
    """Collects tests; one object, ``suite``, for the one suite that a judge runs."""

    array = staticmethod(inputs.array)
    vector = staticmethod(inputs.vector)
    matrix = staticmethod(inputs.matrix)
    sequence = staticmethod(inputs.sequence)
    scalar = staticmethod(inputs.scalar)
    integer = staticmethod(inputs.integer)
    size = staticmethod(inputs.size)

    def __init__(self) -> None:
        self.tests: dict[str, Test] = {}
        self.lost: list[Mismatch] = []
        """Mismatches of ``part`` blocks in the running test."""
        self.shown: list[Shown] = []
        """What the running test shows."""
        self.offered = self.earned = 0.0

    def test(
        self,
        points: float,
        title: Text | None = None,
        *,
        visible: bool = True,
        needs: Any = (),
        time: float | None = None,
        hint: Text | None = None,
        probe: bool = False,
        bonus: bool = False,
        sizes: Mapping[str, Any] | None = None,
        cases: int | None = None,
    ) -> Callable[[Callable[..., None]], Callable[..., None]]:
        """Declare a test. See ``docs/sdk.md``. Raises ``SuiteError`` for what cannot be."""
        if callable(points):
            raise SuiteError("write @suite.test(points=1), with brackets and points")

        def collect(function: Any) -> Any:
            if not isinstance(function, FunctionType):
                raise SuiteError(f"a test is a function, not a {type(function).__name__}")
            name = function.__name__
            if name in self.tests:
                raise SuiteError(f"two tests are called {name}")
            worth = declared.number(points, f"{name}: points", 0, MOST_POINTS)
            if time is not None:
                declared.number(time, f"{name}: time", 0.01, 3600)
            declared.text(title, f"{name}: title")
            declared.text(hint, f"{name}: hint")
            words = None if hint is None else localized(hint)
            self.tests[name] = Test(
                name, function, worth, localized(title, name), bool(visible),
                declared.names_of(needs, name), time, words, bool(probe), bool(bonus),
                declared.fixtures_of(function), inputs.declared(function, sizes, cases),
            )  # fmt: skip
            return function

        return collect

    def begin(self) -> None:
        """Forget the parts of the test, or of the case of a test, that ran before."""
        self.lost.clear()
        self.shown.clear()
        self.offered = self.earned = 0.0

    @contextmanager
    def part(self, points: float) -> Iterator[None]:
        """Partial credit inside a test: a failing check ends the block, not the test."""
        worth = declared.number(points, "suite.part: points", 0, MOST_POINTS)
        self.offered += worth
        try:
            yield
        except Mismatch as mismatch:
            self.lost.append(mismatch)
        else:
            self.earned += worth

    def show(self, plot: Any, *, always: bool = False, hidden: bool = False) -> None:
        """Show a plot of ``check.plot`` with this test if it fails, or ``always``.

        ``hidden``: even if the test is hidden. None shows nothing.
        """
        if plot is None:
            return
        if not isinstance(plot, dict) or plot.get("type") != "plot":
            raise SuiteError("suite.show takes what check.plot gives")
        if len(self.shown) == MOST_PLOTS:
            raise SuiteError(f"a test shows at most {MOST_PLOTS} plots")
        self.shown.append(Shown(plot, always, hidden))

    def ordered(self) -> list[Test]:
        """Visible tests first. Raises ``SuiteError`` if the suite cannot be run."""
        return declared.ordered(list(self.tests.values()))


suite = Suite()
