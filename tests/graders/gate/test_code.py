"""The gate on code, in the real sandbox: each step refuses what it is there to refuse."""

from typing import Any

import msgspec
import pytest

from graders import gate
from graders.bundle import Bundle
from graders.contracts import GradeRequest, Report, Verdict
from graders.engine import Engine, nobody
from graders.messages import render
from tests.graders.plain import bundled

pytestmark = pytest.mark.sandbox

SUITE = """
from graders.sdk import check, suite

@suite.test(points=1)
def positive(student, rng):
    check.equal(student.shifted(3, 1), 7)

@suite.test(points=1)
def negative(student, rng):
    check.equal(student.shifted(-2, 1), -3)
"""
REFERENCE = "def shifted(x, b):\n    return 2 * x + b\n"
WRONG = "# caught by: negative\ndef shifted(x, b):\n    return 2 * abs(x) + b\n"
QUESTION: dict[str, Any] = {
    "id": "q",
    "kind": "code",
    "points": 2000,
    "runtime": "numpy",
    "defines": ["shifted(x, b)"],
    "limits": {"cpu": "2 s", "memory": "200 MB"},
}


def bundle(question: dict[str, Any] | None = None, **files: str) -> Bundle:
    """``bundle(suite="...")``; a wrong solution of another name is added as ``wrong_name``."""
    texts = {"suite": SUITE, "reference": REFERENCE, "starter": "", "wrong/absolute": WRONG}
    texts |= {name.replace("wrong_", "wrong/").replace("right_", "right/"): text
              for name, text in files.items()}  # fmt: skip
    return bundled(
        {f"code/q/{name}.py": text for name, text in texts.items()},
        parameters={},
        statement={"*": "[[?q]]"},
        variants={"deploy": 3, "fixed": {}},
        questions=[{**QUESTION, **(question or {})}],
    )


def failures(report: Report) -> list[tuple[str, str, str]]:
    return [
        (line.step, line.subject, line.messages[0].id) for line in report.lines if line.ok is False
    ]


def test_a_good_exercise_passes_every_step(engine: Engine) -> None:
    report = gate.check(engine, bundle(right_other="def shifted(x, b):\n    return x + x + b\n"))
    assert failures(report) == []
    assert report.ok
    steps = ["schema", "languages", "variants", "reference", "again", "limits", "self-test",
             "wrong", "starter", "mutants", "cases"]  # fmt: skip
    assert [line.step for line in report.lines] == steps
    assert len(report.variants) == 3
    assert report.cpu_ms > 0


def test_a_reference_that_fails_stops_the_rest(engine: Engine) -> None:
    report = gate.check(engine, bundle(reference="def shifted(x, b):\n    return 7\n"))
    assert failures(report) == [("reference", "", "gate.reference-fails")]
    told = next(line for line in report.lines if line.ok is False)
    assert "negative" in render(told.messages[0], "en")
    skipped = [line.step for line in report.lines if line.ok is None]
    assert skipped == ["self-test", "wrong", "starter", "mutants"]


def test_a_wrong_solution_that_the_named_test_passes(engine: Engine) -> None:
    source = WRONG.replace("negative", "positive")
    report = gate.check(engine, bundle(None, **{"wrong/absolute": source}))
    assert failures(report) == [("wrong", "absolute.py", "gate.wrong-passes")]


def test_a_wrong_solution_that_does_not_run(engine: Engine) -> None:
    source = "# caught by: negative\nimport nothing_of_that_name\n"
    report = gate.check(engine, bundle(wrong_broken=source))
    assert failures(report) == [("wrong", "broken.py", "gate.wrong-unrun")]


def test_a_starter_that_earns_too_much(engine: Engine) -> None:
    half = "def shifted(x, b):\n    return 2 * abs(x) + b\n"
    report = gate.check(engine, bundle(starter=half))
    assert failures(report) == [("starter", "", "gate.starter-earns")]
    assert gate.check(engine, bundle({"starter_score": 0.5}, starter=half)).ok


def test_a_weak_suite_lets_mutants_live(engine: Engine) -> None:
    # with b = 0 nobody sees that it is subtracted
    weak = SUITE.replace("3, 1), 7", "3, 0), 6").replace("-2, 1), -3", "-2, 0), -4")
    report = gate.check(engine, bundle(suite=weak))
    survivor = "reference.py:2:minus-for-plus"
    assert failures(report) == [
        ("mutants", survivor, "gate.survivor"),
        ("mutants", "", "gate.mutants"),
    ]
    dismiss = [{"mutant": survivor, "reason": "b is always 0 in this exercise"}]
    assert gate.check(engine, bundle({"dismiss": dismiss}, suite=weak)).ok


def test_a_dismissal_of_no_mutant_is_told(engine: Engine) -> None:
    dismiss = [{"mutant": "reference.py:99:off-by-one", "reason": "no such line any more"}]
    report = gate.check(engine, bundle({"dismiss": dismiss}))
    assert ("mutants", "reference.py:99:off-by-one", "gate.stale") in failures(report)


class Moody:
    """An engine whose verdicts on the reference change after a while, as chance would do it."""

    slots = 1

    def __init__(self, engine: Engine, patience: int) -> None:
        self._engine, self._patience = engine, patience

    def generate(self, bundle: Bundle, seed: int) -> dict[str, Any]:
        return self._engine.generate(bundle, seed)

    def grade(
        self, request: GradeRequest, bundle: Bundle | None = None, on_progress: Any = nobody
    ) -> Verdict:
        verdict = self._engine.grade(request, bundle, on_progress)
        self._patience -= 1
        if self._patience >= 0:
            return verdict
        part = msgspec.structs.replace(verdict.parts[0], outcome="failed", points=0)
        points = verdict.points - verdict.parts[0].points
        parts = (part, *verdict.parts[1:])
        return msgspec.structs.replace(verdict, parts=parts, points=points)


def test_a_suite_that_depends_on_chance(engine: Engine) -> None:
    report = gate.check(Moody(engine, 3), bundle())
    assert failures(report)[0] == ("again", "", "gate.not-again")


def test_a_reference_without_room_to_spare(engine: Engine) -> None:
    slow = "def shifted(x, b):\n    for i in range(4_000_000): pass\n    return 2 * x + b\n"
    report = gate.check(engine, bundle({"limits": {"cpu": "0.2 s"}}, reference=slow))
    steps = {step for step, _, _ in failures(report)}
    assert steps & {"limits", "reference"}


def test_a_broken_suite_is_the_suites_fault(engine: Engine) -> None:
    report = gate.check(engine, bundle(suite=SUITE + "\nraise RuntimeError('broken suite')\n"))
    ((step, _, id_),) = failures(report)
    assert (step, id_) == ("reference", "gate.reference-unrun")
    told = next(line for line in report.lines if line.ok is False)
    assert "broken suite" in " ".join(render(m, "en") for m in told.messages)


def test_a_program_that_fails_is_told(engine: Engine) -> None:
    files = {"variant.py": "def generate(rng):\n    return {'n': 1 / 0}\n"}
    report = gate.check(engine, bundled(files, parameters={}))
    ((step, _, id_),) = failures(report)
    assert (step, id_) == ("variants", "gate.program")


def test_a_program_makes_the_values(engine: Engine) -> None:
    program = "def generate(rng):\n    return {'n': int(rng.integers(3, 99)), 'm': 100}\n"
    report = gate.check(engine, bundled({"variant.py": program}, parameters={}))
    assert report.ok
    assert len({variant.values["n"] for variant in report.variants}) == 6
