"""``suite``: what collects the tests of a ``suite.py``."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from graders.sdk.errors import Mismatch, SuiteError

FIXTURES = ("student", "reference", "rng", "values")
PROBED_SHARE = 0.2
MAX_TESTS = 200
Text = str | dict[str, str]


def localized(text: Text | None, default: str = "") -> dict[str, str]:
    """A text by language: ``{"*": text}`` for a plain string."""
    if isinstance(text, dict):
        return {str(language): str(words) for language, words in text.items()}
    return {"*": text if text is not None else default}


@dataclass(frozen=True)
class Test:
    """One test of a suite."""

    name: str
    run: Callable[..., None]
    points: float
    title: dict[str, str]
    visible: bool
    needs: tuple[str, ...]
    time: float | None
    hint: dict[str, str] | None
    probe: bool
    fixtures: tuple[str, ...]


class Suite:
    """Collects tests; one object, ``suite``, for the one suite that a judge runs."""

    def __init__(self) -> None:
        self.tests: dict[str, Test] = {}
        self.lost: list[Mismatch] = []
        """Mismatches of ``part`` blocks in the running test."""
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
    ) -> Callable[[Callable[..., None]], Callable[..., None]]:
        """Declare a test. See ``docs/sdk.md``. Raises ``SuiteError`` for what cannot be."""

        def collect(function: Any) -> Any:
            name = function.__name__
            if name in self.tests:
                raise SuiteError(f"two tests are called {name}")
            if not 0 <= points <= 1000:
                raise SuiteError(f"{name}: points must be between 0 and 1000")
            code = function.__code__
            wanted = code.co_varnames[: code.co_argcount]
            for fixture in wanted:
                if fixture not in FIXTURES:
                    raise SuiteError(f"{name}: no fixture {fixture}; there are {FIXTURES}")
            one = isinstance(needs, str) or callable(needs)
            first = tuple(
                need if isinstance(need, str) else need.__name__
                for need in ((needs,) if one else needs)
            )
            words = None if hint is None else localized(hint)
            self.tests[name] = Test(
                name, function, float(points), localized(title, name), visible, first, time,
                words, probe, wanted,
            )  # fmt: skip
            return function

        return collect

    @contextmanager
    def part(self, points: float) -> Iterator[None]:
        """Partial credit inside a test: a failing check ends the block, not the test."""
        self.offered += points
        try:
            yield
        except Mismatch as mismatch:
            self.lost.append(mismatch)
        else:
            self.earned += points

    def ordered(self) -> list[Test]:
        """Visible tests first. Raises ``SuiteError`` if the suite cannot be run."""
        tests = list(self.tests.values())
        if not 0 < len(tests) <= MAX_TESTS:
            raise SuiteError(f"a suite has 1 to {MAX_TESTS} tests, this one {len(tests)}")
        total = sum(test.points for test in tests)
        if sum(test.points for test in tests if test.probe) > PROBED_SHARE * total + 1e-9:
            raise SuiteError("tests with probe=True carry more than 20 % of the points")
        if total <= 0:
            raise SuiteError("no test carries points")
        result = sorted(tests, key=lambda test: not test.visible)
        before: set[str] = set()
        for test in result:
            if missing := set(test.needs) - before:
                raise SuiteError(f"{test.name} needs {', '.join(missing)}, which comes later")
            before.add(test.name)
        return result


suite = Suite()
