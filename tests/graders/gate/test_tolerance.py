"""The tolerance assistant in the real sandbox: suites too strict, too loose, and as they should."""

import re
from typing import Any

import pytest

from graders import gate
from graders.bundle import Bundle
from graders.contracts import CheckLine
from graders.engine import Engine
from graders.gate.measures import Measure
from graders.gate.tolerance.rows import Row, Table
from graders.messages import render
from tests.graders.gate.test_code import QUESTION
from tests.graders.plain import bundled

pytestmark = pytest.mark.sandbox

SUITE = """
from graders.sdk import check, suite
import numpy as np

@suite.test(points=1)
def product(student, rng):
    for n in (40, 60):
        A, v = rng.normal(size=(n, 50)), rng.normal(size=50)
        A, v = A.astype("{dtype}"), v.astype("{dtype}")
        {check}
"""
CLOSE = "check.close(student.times(A, v), A @ v, {tolerance})"
REFERENCE = "def times(A, v):\n    return A @ v\n"
WRONG = "# caught by: product\ndef times(A, v):\n    return 0 * (A @ v)\n"

SLOW = """
import time

def times(A, v):
    end = time.process_time() + 0.7
    while time.process_time() < end:
        pass
    return A @ v
"""


def made(
    tolerance: str, dtype: str = "float64", check: str = CLOSE, reference: str = REFERENCE,
    right: str = "", **more: Any,
) -> Bundle:  # fmt: skip
    suite = SUITE.format(dtype=dtype, check=check.format(dtype=dtype, tolerance=tolerance))
    texts = {"suite": suite, "reference": reference, "starter": "", "wrong/zero": WRONG}
    texts["right/other"] = right or reference
    return bundled(
        {f"code/q/{name}.py": text for name, text in texts.items()},
        parameters={},
        statement={"*": "[[?q]]"},
        variants={"deploy": 2, "fixed": {}},
        questions=[{**QUESTION, "defines": ["times(A, v)"], **more}],
    )


def told(engine: Engine, bundle: Bundle) -> tuple[CheckLine, bool]:
    """The line of the tolerance, and whether the exercise may be published."""
    report = gate.check(engine, bundle)
    (line,) = [line for line in report.lines if line.step == "tolerance"]
    return line, report.ok


def ids(line: CheckLine) -> list[str]:
    return [message.id for message in line.messages]


def test_a_good_tolerance_leaves_room_on_both_sides(engine: Engine) -> None:
    line, ok = told(engine, made("rtol=1e-9"))
    assert (line.ok, line.warning, ok) == (True, False, True)
    assert ids(line) == ["tolerance.gap", "tolerance.float32-refused"]
    (row,) = line.details[0]["rows"]
    assert (row["tolerance"], row["suggested"], row["tests"]) == (
        "rtol=1e-09", "rtol=1e-09", ["product"],
    )  # fmt: skip
    assert 0 < row["honest"] < 1e-13
    assert 1e-9 < row["float32"] < 1e-5
    assert row["mistake"] > 1e-3


def test_too_strict_for_float32_of_the_reference_and_the_suggestion_is_right(
    engine: Engine,
) -> None:
    line, ok = told(engine, made("rtol=1e-9", "float32"))
    assert (line.ok, ok) == (False, False)
    assert set(ids(line)) == {"tolerance.too-strict"}
    # a suite whose own reference passes by luck of the order of its sums
    sentence = render(line.messages[0], "en")
    assert "`product`" in sentence
    (suggested,) = set(re.findall(r"Try (rtol=\S+)\.", sentence))
    mended, fine = told(engine, made(suggested, "float32"))
    assert (mended.ok, mended.warning, fine) == (True, False, True)
    assert ids(mended)[-1] == "tolerance.float32-accepted"


def test_a_question_that_asks_for_float64_says_so_and_must_refuse_float32(engine: Engine) -> None:
    line, ok = told(engine, made("rtol=1e-9", precision="float64"))
    assert ok
    assert ids(line)[-1] == "tolerance.float32-declared"
    report = gate.check(engine, made("rtol=1e-4", precision="float64"))
    survivors = [line.subject for line in report.lines if line.step == "mutants" and not line.ok]
    assert [name.rpartition("-")[0] for name in survivors if name] == ["float32"]
    assert not report.ok


def test_too_loose_by_less_than_a_margin_warns_and_suggests(engine: Engine) -> None:
    nearly = "def times(A, v):\n    return A @ v + 1e-4 * v.sum()\n"
    check = (
        "check.close(student.times(A, v), A @ v + 1e-4 * v.sum(), {tolerance}, "
        "inputs={{'A': A, 'v': v}})"
    )
    line, _ = told(engine, made("rtol=1e-5", check=check, reference=nearly))
    assert (line.ok, line.warning) == (True, True)
    assert ids(line)[0] == "tolerance.loose"
    suggested = str(line.messages[0].params["suggested"])
    assert float(suggested.removeprefix("rtol=")) < 1e-5
    mended, _ = told(engine, made(suggested, check=check, reference=nearly))
    assert mended.warning is False


def test_real_numbers_that_are_compared_exactly(engine: Engine) -> None:
    exact = "check.true(np.array_equal(student.times(A, v), A @ v))"
    line, ok = told(engine, made("", check=exact))
    assert (line.ok, ok) == (False, False)
    assert "tolerance.exact" in ids(line)
    assert "`check.close`" in render(line.messages[0], "fr")


def test_whole_numbers_may_be_compared_exactly(engine: Engine) -> None:
    exact = "check.equal(student.times(np.ones((n, 4)), np.ones(4)), np.full(n, 4.0))"
    line, _ = told(engine, made("", check=exact))
    assert line.ok
    assert ids(line)[0] == "tolerance.no-checks"


def row(honest: float, mistake: float | None, rtol: float = 1e-8) -> Row:
    return Row(1, rtol, None, honest=honest, mistake=mistake)


@pytest.mark.parametrize(
    ("honest", "mistake", "suggested"),
    [
        (1e-6, 1e6, "rtol=1e-08"),  # good as it is
        (0.0, None, "rtol=1e-08"),
        (5.0, None, "rtol=1e-06"),  # too strict
        (0.5, 1e6, "rtol=1e-07"),  # tight
        (1e-6, 3.0, "rtol=1e-09"),  # loose
        (0.5, 20.0, "rtol=1e-08"),  # no room for both margins: in the middle
        (0.9, 2.0, ""),  # nothing between them
    ],
)
def test_what_is_suggested(honest: float, mistake: float | None, suggested: str) -> None:
    assert row(honest, mistake).suggested == suggested


def measure(test: str, line: int, ratio: float, rtol: float = 1e-7) -> Measure:
    return Measure(test, line, rtol, None, ratio)


def test_a_mutant_counts_where_it_deviates_most() -> None:
    table = Table()
    table.honest([measure("a", 3, 1e-3), measure("b", 3, 2e-3), measure("b", 9, 1e-4)])
    table.mistake([measure("a", 3, 4.0), measure("b", 9, 5000.0)])
    table.mistake([measure("a", 3, 30.0), measure("b", 9, 1e300)])
    table.mistake([measure("a", 3, 0.5)])
    first, second = table.rows
    assert (first.tests, first.honest, first.mistake) == (["a", "b"], 2e-3, 30.0)
    assert (second.honest, second.mistake) == (1e-4, 5000.0)


def test_a_comparison_without_tolerance_is_no_row() -> None:
    table = Table()
    table.honest([Measure("a", 3, 0.0, 0.0, 0.0), Measure("a", 4, 0.0, 1e-3, 0.5)])
    assert [found.tolerance for found in table.rows] == ["atol=0.001"]


def test_a_slower_right_program_has_the_limits_of_students(engine: Engine) -> None:
    """Not five times what the reference takes: a training takes longer than a closed form."""
    line, ok = told(engine, made("rtol=1e-9", right=SLOW))
    assert (line.ok, ok) == (True, True)
