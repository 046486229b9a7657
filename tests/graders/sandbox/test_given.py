"""A program that has not begun is not graded; what is left to write is told in a sentence."""

import pytest

from graders.contracts import Verdict
from graders.engine import Engine
from graders.messages import render
from tests.graders.submissions import bundle_of, grade, said

pytestmark = pytest.mark.sandbox
STARTER = '''def double(x):
    """Twice x."""
    raise NotImplementedError


def half(x):
    """Half of x."""
    ...
'''
SUITE = """
from graders.sdk import check, suite

@suite.test(points=1, title={"fr": "Le double", "en": "The double"}, hint="twice")
def doubled(student):
    check.equal(student.double(2), 4)

@suite.test(points=1, title={"fr": "La moitié", "en": "Half"})
def halved(student):
    check.close(student.half(2.0), 1.0)

@suite.test(points=1)
def added(student):
    check.close(student.half(2.0) + student.double(1.0), 3.0)

@suite.test(points=1, visible=False, hint="both")
def both(student):
    check.close(student.double(student.half(2.0)), 2.0)
"""
REFERENCE = "def double(x):\n    return 2 * x\n\n\ndef half(x):\n    return x / 2\n"
DOUBLE = "def double(x):\n    return 2 * x\n"
HALF = "def half(x):\n    return x / 2\n"
LEFT = STARTER.partition("\n\n\n")


def verdict_on(engine: Engine, source: str, starter: str = STARTER, **more: object) -> Verdict:
    defines = ["double(x)", "half(x)"]
    return grade(engine, source, bundle_of(SUITE, REFERENCE), defines=defines, starter=starter,
                 **more)  # fmt: skip


def free(verdict: Verdict) -> str:
    """The one sentence of a verdict that graded nothing and costs no try."""
    assert (verdict.state, verdict.answered) == ("graded", "not-runnable")
    assert (verdict.counts, verdict.points) == (False, 0)
    (message,) = verdict.messages
    assert [part.messages for part in verdict.parts] == [(message,)]
    assert not any(part.details for part in verdict.parts)
    return render(message, "en")


@pytest.mark.parametrize(
    "source",
    [STARTER, f"# mine\n\n{STARTER}", STARTER + "\ndef helper(x):\n    return x\n"],
    ids=["as given", "with a comment", "a helper alone"],
)
def test_code_as_given_costs_nothing(engine: Engine, source: str) -> None:
    said = free(verdict_on(engine, source))
    assert said == ("You have not written `double, half` yet: the given code still stands there. "
                    "No try was used.")  # fmt: skip


def test_given_code_that_runs_is_to_be_changed_first(engine: Engine) -> None:
    told = free(verdict_on(engine, f"{DOUBLE}\n# as printed\n{HALF}", DOUBLE + HALF))
    assert told == "This is the code as given: change it first. No try was used."
    free_run = verdict_on(engine, DOUBLE + HALF, DOUBLE + HALF, visible_only=True)
    assert {part.outcome for part in free_run.parts} == {"passed"}


def test_a_free_run_of_what_nobody_wrote_says_so(engine: Engine) -> None:
    assert "not written" in free(verdict_on(engine, STARTER, visible_only=True))


def test_the_tests_of_what_is_left_say_it_and_no_more(engine: Engine) -> None:
    verdict = verdict_on(engine, LEFT[0] + "\n\n\n" + HALF)
    first, second, third, hidden = verdict.parts
    assert (verdict.answered, verdict.counts, second.outcome) == ("graded", True, "passed")
    assert [render(m, "en") for m in first.messages] == ["`double` is not written yet."]
    assert [render(m, "fr") for m in third.messages] == ["`double` n'est pas encore écrit."]
    assert (first.outcome, first.details, third.details) == ("error", (), ())
    assert [message.id for message in hidden.messages] == ["sdk.hint-after"]


def test_what_silently_gives_none_is_left_to_write_too(engine: Engine) -> None:
    verdict = verdict_on(engine, DOUBLE + LEFT[2])
    _first, second, third, _hidden = verdict.parts
    told = [render(message, "en") for part in (second, third) for message in part.messages]
    assert told == ["`half` is not written yet."] * 2
    assert verdict.parts[0].outcome == "passed"


def test_without_given_code_it_is_an_exception_like_another(engine: Engine) -> None:
    verdict = verdict_on(engine, STARTER, starter="")
    assert verdict.answered == "graded"
    assert "sdk.raised" in said(verdict)
