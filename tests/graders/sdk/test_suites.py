"""Suites that cannot be: each is told by its rule and its line, and costs no student anything."""

from typing import Any

import pytest

from graders.contracts import Verdict
from graders.engine import Engine
from graders.faults import fault_of
from graders.messages import render
from tests.graders.submissions import REFERENCE, bundle_of, grade, outcomes

pytestmark = pytest.mark.sandbox
HEAD = "from graders.sdk import check, suite\n"
ASKS = "    check.equal(student.double(1), 2)\n"


def of(engine: Engine, suite: str, source: str = REFERENCE, **changes: Any) -> Verdict:
    return grade(engine, source, bundle_of(suite), **changes)


def fault(engine: Engine, body: str) -> str:
    """What the author reads of a suite that cannot be run."""
    verdict = of(engine, HEAD + body)
    assert (verdict.state, verdict.fault, verdict.counts) == ("failed", "suite-error", False)
    assert all(part.points == 0 for part in verdict.parts)
    return render(fault_of(verdict.staff[0], "q").said, "en")


def one(name: str, options: str = "points=1", body: str = ASKS) -> str:
    return f"@suite.test({options})\ndef {name}(student):\n{body}"


DECLARED = {
    "no test at all": ("x = 1\n", "has no test"),
    "no points": (one("a", "points=0"), "no test carries points"),
    "points without brackets": ("@suite.test\ndef a(student): ...\n", "suite.test(points=1)"),
    "points that are a text": (one("a", "points='3'"), "points must be a number from 0 to 1000"),
    "points that are no number": (one("a", "points=float('nan')"), "points must be a number"),
    "points twice": (one("a") + one("a"), "two tests are called a"),
    "two decorators": ("@suite.test(points=1)\n" + one("a"), "two tests are called a"),
    "a title that is a number": (one("a", "points=1, title=3"), "title must be a text"),
    "no time": (one("a", "points=1, time=0"), "time must be a number from 0.01"),
    "an unknown fixture": ("@suite.test(points=1)\ndef a(students): ...\n", "no fixture students"),
    "any fixtures": ("@suite.test(points=1)\ndef a(*all): ...\n", "name the fixtures plainly"),
    "a generator": (one("a", body="    yield student\n"), "neither yields nor awaits"),
    "a class": ("@suite.test(points=1)\nclass A: ...\n", "a test is a function, not a type"),
    "unknown needs": (one("a", "points=1, needs='b'"), "a needs b, which is no test"),
    "needs that are a number": (one("a", "points=1, needs=3"), "needs= takes names of tests"),
    "needs itself": (one("a", "points=1, needs='a'"), "a needs itself"),
    "a circle": (
        one("a", "points=1, needs='b'") + one("b", "points=1, needs='a'"),
        "a and b need each other",
    ),
    "needs what comes later": (
        one("a", "points=1, needs='b'") + one("b"),
        "a needs b, which comes later: move b above a",
    ),
    "needs what is hidden": (
        one("b", "points=1, visible=False") + one("a", "points=1, needs='b'"),
        "which is hidden",
    ),
    "too much on probes": (
        one("a", "points=3") + one("b", "points=1, probe=True"),
        "carry 25% of the points (b), at most 20% may rest on probes",
    ),
    "bonus alone": (one("a", "points=1, bonus=True"), "no test carries points but bonus ones"),
}


@pytest.mark.parametrize(("body", "said"), DECLARED.values(), ids=DECLARED)
def test_what_cannot_be_declared(engine: Engine, body: str, said: str) -> None:
    assert said in fault(engine, body)


RUN = {
    "raises": (one("a", body="    1 / 0\n"), "`code/q/suite.py:4`, test `a`: ZeroDivisionError"),
    "returns its result": (
        one("a", body="    return student.double(1) == 2\n"),
        "`code/q/suite.py:2`, test `a`: a returns a bool",
    ),
    "asks nothing": (
        one("a", body="    check.equal(2, 2)\n"),
        "`code/q/suite.py:2`, test `a`: a carries points and asks the submission nothing",
    ),
    "parts worth more than the test": (
        one("a", body=f"    with suite.part(points=2):\n    {ASKS}"),
        "its parts carry more points than the test",
    ),
    "a part with a text for points": (
        one("a", body=f"    with suite.part(points='1'):\n    {ASKS}"),
        "suite.part: points must be a number",
    ),
    "a probe that is not declared": (
        one("a", body="    student.probe.double(1)\n"),
        "a uses a probe: declare it with probe=True",
    ),
    "a mistake of syntax": ("def a(:\n", "`code/q/suite.py:2`"),
    "exit": ("raise SystemExit(0)\n", "`code/q/suite.py:2`: SystemExit"),
    "a process that ends": ("import os\nos._exit(0)\n", "suite.py"),
    "what needs comes at its line": (
        one("a") + one("b", "points=1, needs='c'"),
        "`code/q/suite.py:5`, test `b`: b needs c, which is no test",
    ),
}


@pytest.mark.parametrize(("body", "said"), RUN.values(), ids=RUN)
def test_what_cannot_be_run(engine: Engine, body: str, said: str) -> None:
    assert said in fault(engine, body)


def test_a_suite_that_never_ends_is_stopped(engine: Engine) -> None:
    assert "suite.py" in fault(engine, one("a", body="    while True: pass\n"))


def test_what_a_suite_prints_is_not_the_students(engine: Engine) -> None:
    verdict = of(engine, HEAD + "print('secret 42')\n" + one("a", body="    print(42)\n" + ASKS))
    assert verdict.points == verdict.max
    assert verdict.output == ""


BONUS = HEAD + one("plain", "points=4") + one(
    "extra", "points=2, bonus=True", "    check.equal(student.triple(1), 3)\n"
)  # fmt: skip
TRIPLE = "def triple(x):\n    return 3 * x\n"


@pytest.mark.parametrize(
    ("source", "points", "each"),
    [
        (REFERENCE, 4000, [4000, 0]),
        (REFERENCE + TRIPLE, 4000, [4000, 2000]),
        ("def double(x):\n    return x\n" + TRIPLE, 2000, [0, 2000]),
    ],
)
def test_bonus_makes_up_for_what_is_lost_and_never_more(
    engine: Engine, source: str, points: int, each: list[int]
) -> None:
    verdict = of(engine, BONUS, source)
    assert (verdict.points, verdict.max) == (points, 4000)
    assert [part.points for part in verdict.parts] == each
    assert [part.max for part in verdict.parts] == [4000, 2000]


def test_a_free_run_of_guards_alone_is_worth_nothing(engine: Engine) -> None:
    body = one("guard", "points=0") + one("paid", "points=1, visible=False")
    verdict = of(engine, HEAD + body, visible_only=True)
    assert (outcomes(verdict), verdict.points, verdict.max) == (["passed"], 0, 0)


LAZY_SUITE = (
    HEAD
    + """
@suite.test(points=1)
def lazily(student, reference):
    for side in (student, reference):
        check.equal(side.count(3), [0, 1, 2])
        numbers = iter(side.keep.count(10**9))
        check.equal([next(numbers), next(numbers)], [0, 1])
        check.equal(side.made(), 2)
        check.true(not side.closed())
        numbers.close()
        check.true(side.closed())
        check.equal(list(side.keep.count(4)), [0, 1, 2, 3])
    check.equal(next(numbers, "over"), "over")


@suite.test(points=1)
def objects_one_by_one(student, reference):
    for side in (student, reference):
        check.equal([box.size for box in side.keep.boxes()], [1, 2])


@suite.test(points=1)
def state(student):
    check.equal(student.STATE, [0])
    student.LEVEL = 7
    check.equal(student.level(), 7)
    table = student.keep.table()
    table["b"] = 2
    check.true("b" in table and "c" not in table)
    check.equal(student.total(table), 3)


@suite.test(points=1)
def raising_on_the_way(student):
    numbers = iter(student.keep.falls())
    check.equal(next(numbers), 1)
    check.raises("ValueError", next, numbers)
"""
)
LAZY_SOURCE = """
LEVEL, STATE = 1, [0]
seen = []

def double(x):
    return 2 * x

def made():
    return seen[-1] + 1

def closed():
    return seen[-1] == "closed"

def count(n):
    seen.clear()
    try:
        for k in range(n):
            seen.append(k)
            yield k
    finally:
        seen.append("closed")

class Box:
    def __init__(self, size):
        self.size = size

def boxes():
    return (Box(size) for size in (1, 2))

def level():
    return LEVEL

def table():
    return {"a": 1, "f": len}

def total(table):
    return table["a"] + table["b"]

def falls():
    yield 1
    raise ValueError("fell")
"""


def test_iterators_and_state_stay_on_the_students_side(engine: Engine) -> None:
    verdict = grade(engine, LAZY_SOURCE, bundle_of(LAZY_SUITE, LAZY_SOURCE))
    assert outcomes(verdict) == ["passed"] * 4, verdict
