"""Every program of the attack suite gets its verdict, and the next honest one full marks."""

import statistics

import pytest

from graders.engine import Engine
from tests.sandbox.attacks import HONEST, MOST, Program, as_expected, got, grade, programs

pytestmark = pytest.mark.sandbox


@pytest.fixture(scope="module")
def usual(engine: Engine) -> float:
    """Seconds of an honest submission."""
    return statistics.median(grade(engine, HONEST)[1] for _ in range(7))


@pytest.mark.parametrize("program", programs(), ids=str)
def test_it_gets_its_verdict_and_the_next_one_is_not_disturbed(
    engine: Engine, usual: float, program: Program
) -> None:
    verdict, _seconds = grade(engine, program.source, program.runtime)
    assert as_expected(program, verdict), (got(verdict), verdict.parts)
    honest, seconds = grade(engine, HONEST)
    assert honest.points == MOST
    assert seconds < 2 + 10 * usual
