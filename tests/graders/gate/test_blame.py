"""The gate tells an author where and why: the line, the exception once, the traceback below."""

import pytest

from graders import gate
from graders.contracts import CheckLine, Report
from graders.engine import Engine
from graders.messages import render
from tests.graders.gate.test_code import REFERENCE, SUITE, WRONG, bundle

pytestmark = pytest.mark.sandbox

FAULTY = SUITE.replace("check.equal(student.shifted(3, 1), 7)", "check.equal(1, len(3))")


def line(report: Report, step: str) -> CheckLine:
    return next(one for one in report.lines if one.step == step)


def said(one: CheckLine, language: str = "en") -> list[str]:
    return [render(message, language) for message in one.messages]


def test_a_faulty_suite_is_told_by_line_and_test(engine: Engine) -> None:
    one = line(gate.check(engine, bundle(suite=FAULTY)), "reference")
    assert one.ok is False
    assert said(one)[1] == (
        "`code/q/suite.py:6`, test `positive`: TypeError: object of type 'int' has no len()"
    )
    assert not any("fault" in sentence for sentence in said(one))
    ((trace),) = one.details
    assert trace["type"] == "traceback"
    assert trace["lines"][0] == '  File "suite.py", line 6, in positive'


def test_what_the_reference_raises_is_told_once(engine: Engine) -> None:
    raising = "def shifted(x, b):\n    raise ValueError('no luck')\n"
    one = line(gate.check(engine, bundle(reference=raising)), "reference")
    assert said(one)[1:] == ["`code/q/reference.py:2`: ValueError: no luck"]
    assert "positive, negative" in said(one)[0]


@pytest.mark.parametrize(
    "program",
    [
        "def shifted(x, b):\n    return 2 * y + b\n",
        "def shifted(x, b):\n    raise RuntimeError('y')\n",
    ],
)
def test_a_wrong_solution_that_does_not_run_is_a_warning(engine: Engine, program: str) -> None:
    report = gate.check(engine, bundle(wrong_typo="# caught by: positive\n" + program))
    assert report.ok
    sane, one = (found for found in report.lines if found.step == "wrong")
    assert (sane.warning, one.warning, one.subject) == (False, True, "typo.py")
    first, second = said(one)
    assert "only because it does not run" in first
    assert second.startswith("`code/q/wrong/typo.py:3`: ")
    assert "ne tourne pas" in said(one, "fr")[0]


def test_a_wrong_solution_that_raises_in_one_test_only_is_none(engine: Engine) -> None:
    picky = "# caught by: negative\ndef shifted(x, b):\n    return 2 * x + b if x > 0 else 1 // 0\n"
    report = gate.check(engine, bundle(wrong_picky=picky))
    assert [one.warning for one in report.lines if one.step == "wrong"] == [False, False]


def test_a_wrong_solution_that_passes_is_told_what_catches_it(engine: Engine) -> None:
    other = WRONG.replace("caught by: negative", "caught by: positive")
    one = line(gate.check(engine, bundle(wrong_absolute=other)), "wrong")
    assert "passes `positive`. What does catch it: negative." in said(one)[0]
    right = "# caught by: positive\n" + REFERENCE
    one = line(gate.check(engine, bundle(wrong_absolute=right)), "wrong")
    assert "every other test" in said(one)[0]


def test_a_starter_that_does_not_run_is_a_warning_with_its_reason(engine: Engine) -> None:
    report = gate.check(engine, bundle(starter="def shfited(x, b):\n    ...\n"))
    one = line(report, "starter")
    assert (one.ok, one.warning, report.ok) == (True, True, True)
    assert "does not run as it is" in said(one)[0]
    assert "`shfited`" in said(one)[1]
    broken = line(gate.check(engine, bundle(starter="def shifted(x, b:\n")), "starter")
    assert broken.warning
    assert "line 1" in said(broken)[1].lower()
