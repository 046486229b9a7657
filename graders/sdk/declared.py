"""A test as its author declares it, and the rules that a suite must keep."""

import inspect
import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from graders.sdk.errors import SuiteError
from graders.sdk.inputs import Declared, Input

FIXTURES = ("student", "reference", "rng", "values")
PROBED_SHARE = 0.2
MAX_TESTS = 200
MOST_POINTS = 1000
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
    run: Callable[..., Any]
    points: float
    title: dict[str, str]
    visible: bool
    needs: tuple[str, ...]
    time: float | None
    hint: dict[str, str] | None
    probe: bool
    bonus: bool
    fixtures: tuple[str, ...]
    declared: Declared

    @property
    def line(self) -> int:
        """The line of the suite where it stands."""
        return self.run.__code__.co_firstlineno


def number(value: Any, what: str, least: float, most: float) -> float:
    """A finite number within bounds. Raises ``SuiteError``."""
    plain = isinstance(value, int | float) and not isinstance(value, bool)
    if not plain or not math.isfinite(value) or not least <= value <= most:
        raise SuiteError(f"{what} must be a number from {least:g} to {most:g}, not {value!r:.60}")
    return float(value)


def text(value: Any, what: str) -> None:
    """A sentence, or one by language. Raises ``SuiteError``."""
    if value is None or (isinstance(value, str) and value.strip()):
        return
    if isinstance(value, dict) and value and all(isinstance(v, str) for v in value.values()):
        return
    raise SuiteError(f'{what} must be a text or {{"fr": "…", "en": "…"}}, not {value!r:.60}')


def fixtures_of(function: Callable[..., None]) -> tuple[str, ...]:
    """The names that a test asks for. Raises ``SuiteError`` for one that nobody gives."""
    name = function.__name__
    if inspect.isgeneratorfunction(function) or inspect.iscoroutinefunction(function):
        raise SuiteError(f"{name}: a test neither yields nor awaits; its body would never run")
    given = []
    for one in inspect.signature(function).parameters.values():
        if isinstance(one.default, Input):
            continue
        if one.kind in (one.VAR_POSITIONAL, one.VAR_KEYWORD, one.POSITIONAL_ONLY):
            raise SuiteError(f"{name}: name the fixtures plainly: {', '.join(FIXTURES)}")
        if one.name not in FIXTURES:
            raise SuiteError(f"{name}: no fixture {one.name}; there are {', '.join(FIXTURES)}")
        given.append(one.name)
    return tuple(given)


def names_of(needs: Any, name: str) -> tuple[str, ...]:
    """The tests that must pass first, by name. Raises ``SuiteError``."""
    several = (needs,) if isinstance(needs, str) or callable(needs) else needs
    if not isinstance(several, Iterable):
        raise SuiteError(f"{name}: needs= takes names of tests, not {needs!r:.60}")
    found = []
    for need in several:
        known = need if isinstance(need, str) else getattr(need, "__name__", None)
        if known is None:
            raise SuiteError(f"{name}: needs= takes names of tests, not {need!r:.60}")
        found.append(known)
    return tuple(found)


def ordered(tests: list[Test]) -> list[Test]:
    """Visible tests first. Raises ``SuiteError`` if the suite cannot be run."""
    if not tests:
        raise SuiteError("the suite has no test: is @suite.test(points=…) above each?")
    if len(tests) > MAX_TESTS:
        raise SuiteError(f"a suite has at most {MAX_TESTS} tests, this one {len(tests)}")
    _worth(tests)
    result = sorted(tests, key=lambda test: not test.visible)
    before: set[str] = set()
    for test in result:
        for need in test.needs:
            if need not in before:
                raise SuiteError(_unmet(test, need, tests), at=(test.name, test.line))
        before.add(test.name)
    return result


def _worth(tests: list[Test]) -> None:
    total = sum(test.points for test in tests if not test.bonus)
    if total <= 0:
        raise SuiteError("no test carries points" + " but bonus ones" * any(t.bonus for t in tests))
    probed = [test for test in tests if test.probe and test.points]
    share = sum(test.points for test in probed) / total
    if share > PROBED_SHARE + 1e-9:
        last = probed[-1]
        names = ", ".join(test.name for test in probed)
        raise SuiteError(
            f"tests with probe=True carry {share:.0%} of the points ({names}), "
            f"at most {PROBED_SHARE:.0%} may rest on probes",
            at=(last.name, last.line),
        )


def _unmet(test: Test, need: str, tests: list[Test]) -> str:
    """Why ``test`` cannot need ``need``."""
    other = next((one for one in tests if one.name == need), None)
    if need == test.name:
        return f"{test.name} needs itself"
    if other is None:
        known = ", ".join(one.name for one in tests if one is not test)
        return f"{test.name} needs {need}, which is no test; the others are {known or 'none'}"
    if test.name in other.needs:
        return f"{test.name} and {need} need each other"
    if test.visible and not other.visible:
        return f"{test.name} needs {need}, which is hidden: hidden tests run after visible ones"
    return f"{test.name} needs {need}, which comes later: move {need} above {test.name}"
