"""The judge is confined like the submission: a teacher's suite is foreign code too."""

import pytest

from graders.engine import Engine
from graders.sandbox.settings import Settings
from tests.graders.submissions import REFERENCE, bundle_of, grade
from tests.sandbox.attacks import Program, programs

pytestmark = pytest.mark.sandbox

_ELSEWHERE = {"theft/inherited_descriptors", "escape/foreign_architecture"}
"""The judge has more pipes than the student process, and its death is the suite's fault."""
ATTEMPTS = [p for p in programs() if "def held()" in p.source and str(p) not in _ELSEWHERE]
TEST = """

from graders.sdk import check, suite

@suite.test(points=1)
def nothing_gets_out(student):
    check.equal(student.double(1), 2)
    check.true(held(), "held")
"""
PIPES = """
import os, stat

def held():
    for number in range(4096):
        try:
            kind = os.fstat(number).st_mode
        except OSError:
            continue
        if not stat.S_ISFIFO(kind):
            return False
    return True
"""
SPOILS = """
import builtins, os, numpy
from graders.sdk import check, suite

for folder in ("/tmp", "/dev/shm"):
    open(folder + "/from-a-suite", "w").write("x")
builtins.spoilt = numpy.spoilt = True
check.close = lambda *a, **k: None

@suite.test(points=1)
def leaves_things(student):
    student.double(1)
    os.fork()
"""
LOOKS = """
import builtins, numpy, os
from graders.sdk import check, suite

@suite.test(points=1)
def finds_nothing(student):
    check.equal(student.double(1), 2)
    check.true(not hasattr(builtins, "spoilt") and not hasattr(numpy, "spoilt"), "modules")
    check.equal([n for n in os.listdir("/tmp") + os.listdir("/dev/shm") if "suite" in n], [])
"""


@pytest.mark.parametrize("program", ATTEMPTS, ids=str)
def test_a_suite_gets_no_further_than_a_submission(engine: Engine, program: Program) -> None:
    verdict = grade(engine, REFERENCE, bundle_of(program.source + TEST))
    assert (verdict.state, verdict.points) == ("graded", 4000), verdict.staff


def test_a_suite_holds_pipes_only(engine: Engine) -> None:
    verdict = grade(engine, REFERENCE, bundle_of(PIPES + TEST))
    assert (verdict.state, verdict.points) == ("graded", 4000), verdict.staff


def test_a_call_of_another_architecture_ends_the_judge(engine: Engine) -> None:
    (program,) = [p for p in programs() if p.name == "foreign_architecture"]
    verdict = grade(engine, REFERENCE, bundle_of(program.source + TEST))
    assert (verdict.state, verdict.fault, verdict.counts) == ("failed", "suite-error", False)


def test_a_suite_leaves_nothing_to_the_next_exercise(engine: Engine) -> None:
    grade(engine, REFERENCE, bundle_of(SPOILS))
    verdict = grade(engine, REFERENCE, bundle_of(LOOKS))
    assert (verdict.state, verdict.points) == ("graded", 4000), verdict.staff


def test_without_the_filter_a_suite_would_get_further() -> None:
    weak = Settings(without=frozenset({"seccomp"}))
    escape = next(p for p in ATTEMPTS if str(p) == "escape/rare_calls")
    with Engine(slots=1, runtimes=["numpy"], settings=weak, spares=0) as engine:
        assert grade(engine, REFERENCE, bundle_of(escape.source + TEST)).points == 0
