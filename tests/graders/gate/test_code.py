"""The gate on code, in the real sandbox: each step refuses what it is there to refuse."""

from typing import Any

import msgspec
import pytest

from graders import gate, variants
from graders.bundle import Bundle
from graders.contracts import CheckLine, GradeRequest, Report, Verdict
from graders.engine import Engine, nobody
from graders.gate.measures import measures_of
from graders.gate.sheet import Sheet
from graders.gate.steps import references
from graders.gate.trial import Trials
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
    check.equal(student.shifted(-2, 2), -2)
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
             "wrong", "starter", "draws", "mutants", "tolerance", "cases"]  # fmt: skip
    assert [line.step for line in report.lines] == steps
    assert len(report.variants) == 3
    assert report.cpu_ms > 0


def test_a_reference_that_fails_stops_the_rest(engine: Engine) -> None:
    report = gate.check(engine, bundle(reference="def shifted(x, b):\n    return 7\n"))
    assert failures(report) == [("reference", "", "gate.reference-fails")]
    told = next(line for line in report.lines if line.ok is False)
    assert "negative" in render(told.messages[0], "en")
    skipped = [line.step for line in report.lines if line.ok is None]
    assert skipped == ["self-test", "wrong", "starter", "mutants", "tolerance"]


@pytest.mark.parametrize("options", ["points=0", "points=1, bonus=True"])
def test_a_reference_passes_guards_and_bonus_tests_too(engine: Engine, options: str) -> None:
    more = (
        f"@suite.test({options})\ndef more(student):\n    check.equal(student.shifted(0, 0), 1)\n"
    )
    report = gate.check(engine, bundle(suite=SUITE + more))
    assert failures(report) == [("reference", "", "gate.reference-fails")]
    told = next(line for line in report.lines if line.ok is False)
    assert "more" in render(told.messages[0], "en")


def test_probes_worth_too_much_are_refused(engine: Engine) -> None:
    report = gate.check(engine, bundle(suite=SUITE.replace("(points=1)", "(points=1, probe=True)")))
    assert failures(report)[0][0] == "reference"
    told = next(line for line in report.lines if line.ok is False)
    assert "at most 20% may rest on probes" in " ".join(render(m, "en") for m in told.messages)


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
    (line,) = [line for line in report.lines if line.step == "starter"]
    assert line.messages[0].params["tests"] == "positive"
    assert gate.check(engine, bundle({"starter_score": 0.5}, starter=half)).ok


def survivors(report: Report) -> dict[str, CheckLine]:
    """The lines of surviving mutants by operator."""
    lines = (line for line in report.lines if line.step == "mutants" and line.subject)
    return {line.subject.rpartition("-")[0]: line for line in lines}


# with b = 0 nobody sees that it is subtracted, and nobody calls with another b
WEAK = SUITE.replace("3, 1), 7", "3, 0), 6").replace("-2, 2), -2", "-2, 0), -4")


def test_a_weak_suite_lets_mutants_live(engine: Engine) -> None:
    report = gate.check(engine, bundle(suite=WEAK))
    found = survivors(report)
    assert set(found) == {"minus-for-plus", "right-term-dropped", "parameter-ignored"} | (
        {"term-doubled"}
    )
    assert failures(report)[-1] == ("mutants", "", "gate.mutants")
    line = found["minus-for-plus"]
    assert (line.ok, line.question) == (False, "q")
    (diff,) = line.details
    assert [row for row in diff["lines"] if row[0] in "+-"] == [
        "-    return 2 * x + b", "+    return 2 * x - b"
    ]  # fmt: skip
    told = " ".join(render(message, "fr") for message in line.messages)
    assert "Aucun test ne voit ce signe faux" in told
    assert f"dismiss: [{{mutant: {line.subject}" in told


def test_a_dismissal_with_a_reason_is_enough(engine: Engine) -> None:
    weak = gate.check(engine, bundle(suite=WEAK))
    dismiss = [
        {"mutant": line.subject, "reason": "b is always 0 in this exercise"}
        for line in survivors(weak).values()
    ]
    moved = "# a line above moves the rest\n" + REFERENCE
    assert gate.check(engine, bundle({"dismiss": dismiss}, suite=WEAK, reference=moved)).ok
    one_less = gate.check(engine, bundle({"dismiss": dismiss[1:]}, suite=WEAK))
    assert list(survivors(one_less)) == [dismiss[0]["mutant"].rpartition("-")[0]]


def test_a_dismissal_of_no_mutant_warns(engine: Engine) -> None:
    dismiss = [{"mutant": "reference.py:99:off-by-one", "reason": "no such line any more"}]
    report = gate.check(engine, bundle({"dismiss": dismiss}))
    (line,) = [line for line in report.lines if line.warning]
    assert (line.step, line.subject, line.messages[0].id) == (
        "mutants", "reference.py:99:off-by-one", "gate.stale",
    )  # fmt: skip
    assert report.ok


ARRAYS = """
import numpy as np
from graders.sdk import check, suite

@suite.test(points=1)
def mean(student, rng):
    for _ in range(2):
        x = rng.normal(size=5) + 3
        for b in (1.0, 2.0):
            check.close(student.shifted(x, b), x.mean() + b{noise}, rtol={rtol})
"""
MEAN = "import numpy as np\n\ndef shifted(x, b):\n    return np.mean(x) + b{noise}\n"
PLANTED = "# caught by: mean\ndef shifted(x, b):\n    return b\n"


def test_a_survivor_that_a_tolerance_lets_through_says_which(engine: Engine) -> None:
    small = " + 1e-4 * x[0]"
    suite, reference = ARRAYS.format(rtol=1e-3, noise=small), MEAN.format(noise=small)
    report = gate.check(
        engine, bundle(None, suite=suite, reference=reference, **{"wrong/absolute": PLANTED})
    )
    said = {m.id: m for m in survivors(report)["minus-for-plus"].messages}
    near = said["gate.survivor-near"]
    assert near.params["tolerance"] == "rtol=0.001"
    assert near.params["test"] == "mean"
    assert 0 < near.params["share"] < 1
    assert failures(report)


def test_an_input_that_is_changed_unseen_only_warns(engine: Engine) -> None:
    suite = ARRAYS.format(rtol=1e-8, noise="")
    reference = MEAN.format(noise="")
    report = gate.check(
        engine, bundle(None, suite=suite, reference=reference, **{"wrong/absolute": PLANTED})
    )
    (line,) = [line for line in report.lines if line.warning]
    assert line.subject.startswith("input-changed-")
    assert [m.id for m in line.messages][1] == "gate.survivor-advice"
    assert report.ok


def test_only_the_gate_measures(engine: Engine) -> None:
    made = bundle(suite=ARRAYS.format(rtol=1e-8, noise=""))
    variant = variants.deploy(engine, made)[0]
    trials = Trials(engine, made, Sheet(lambda _line: None))
    source = MEAN.format(noise="")
    plain = trials.grade(variant, "q", source)
    assert [part.details for part in plain.parts] == [()]
    measured = trials.grade(variant, "q", source, measure=True)
    assert [detail["type"] for detail in measured.parts[0].details] == ["measures"]
    assert {m.tolerance for m in measures_of(measured.parts)} == {"rtol=1e-08"}


class Moody:
    """An engine whose verdicts on the reference change after a while, as chance would do it."""

    slots = 1

    def __init__(self, engine: Engine, patience: int) -> None:
        self._engine, self._patience = engine, patience

    def prepare(self, bundle: Bundle, question: dict[str, Any]) -> dict[str, Any]:
        raise AssertionError("code has no world")

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


def test_variants_beyond_the_budget_are_told(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(references, "BUDGET_MS", 0.0)
    monkeypatch.setattr(references, "AGAIN", 2)
    report = gate.check(engine, bundle())
    (line,) = [line for line in report.lines if line.step == "reference"]
    assert (line.ok, line.warning, line.messages[0].params) == (True, True, {"ran": 2, "of": 3})


def test_a_suite_that_depends_on_chance(engine: Engine) -> None:
    report = gate.check(Moody(engine, 3), bundle())
    assert failures(report)[0] == ("again", "", "gate.not-again")


CHANCE = """
@suite.test(points=1, visible=False)
def lucky(student, rng):
    check.true(student.shifted(1, 1) == 3 and rng.random() < 0.95)
"""
NEAR = """
@suite.test(points=1, visible=False)
def near(student, rng):
    got = student.shifted(1, 1)
    check.close(got, 3, rtol=0 if rng.random() < 0.05 else 1e-7)
"""


def test_a_test_that_a_right_program_passes_by_luck_only(engine: Engine) -> None:
    report = gate.check(engine, bundle(suite=SUITE + CHANCE))
    assert failures(report) == [("draws", "reference.py", "gate.draws-short")]
    (line,) = [one for one in report.lines if one.ok is False]
    assert "(lucky): an honest student would lose points by chance" in render(
        line.messages[0], "en"
    )
    assert 1 <= line.messages[0].params["count"] < line.messages[0].params["of"] == 60


def test_every_right_program_is_tried_with_other_draws(engine: Engine) -> None:
    off = "def shifted(x, b):\n    return 2 * x + b + 1e-9 * (b == 1)\n"
    report = gate.check(engine, bundle(suite=SUITE.replace("check.equal(", "check.close(") + NEAR,
                                       right_off=off))  # fmt: skip
    assert failures(report) == [("draws", "off.py", "gate.draws-short")]


def test_a_reference_without_room_to_spare(engine: Engine) -> None:
    slow = "def shifted(x, b):\n    for i in range(12_000_000): pass\n    return 2 * x + b\n"
    report = gate.check(engine, bundle({"limits": {"cpu": "0.2 s"}}, reference=slow))
    steps = {step for step, _, _ in failures(report)}
    assert steps & {"limits", "reference"}


def test_a_broken_suite_is_the_suites_fault(engine: Engine) -> None:
    report = gate.check(engine, bundle(suite=SUITE + "\nraise RuntimeError('broken suite')\n"))
    ((step, _, id_),) = failures(report)
    assert (step, id_) == ("reference", "gate.suite-fails")
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
