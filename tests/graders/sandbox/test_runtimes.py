"""Optional runtimes: asleep until somebody needs them, and a sentence where they are missing."""

import pytest

from graders import gate
from graders.engine import Engine
from graders.messages import render
from graders.sandbox import doctor, layout, selftest
from graders.sandbox.errors import SandboxError
from graders.sandbox.settings import Settings
from tests.graders.gate.test_code import bundle
from tests.graders.submissions import REFERENCE, grade

pytestmark = pytest.mark.sandbox


@pytest.fixture
def without_keras(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(layout, "installed", lambda: ["numpy", "torch"])


def test_keras_wakes_on_first_need_proves_itself_and_works() -> None:
    with Engine(slots=1, settings=Settings(), spares=0) as engine:
        sandbox = engine.sandbox
        assert set(sandbox.runtimes) - set(sandbox.awake) == {"keras"}
        asked: list[str] = []
        sandbox.prove = asked.append
        assert selftest.smoke(sandbox, "keras") == ""
        assert asked == ["keras"]
        assert "keras" in sandbox.awake
        assert {"keras", "torch"} <= sandbox.versions("keras").keys()
        assert selftest.breaches(sandbox, "keras") == []


def test_a_runtime_that_fails_its_proof_does_not_serve(engine: Engine) -> None:
    sandbox = engine.sandbox

    def fail(runtime: str) -> None:
        raise SandboxError(f"{runtime} is broken")

    sandbox.awake.remove("numpy")
    sandbox.prove = fail
    try:
        for _ in range(2):
            with pytest.raises(SandboxError, match="numpy is broken"):
                sandbox.take("numpy")
    finally:
        sandbox.prove = lambda runtime: None
        sandbox.take("numpy").close()
    assert sandbox.awake == ["numpy"]


@pytest.mark.parametrize(
    ("language", "words"), [("fr", "n'a pas l'environnement"), ("en", "lacks")]
)
def test_a_student_reads_a_sentence_and_loses_no_try(
    engine: Engine, language: str, words: str
) -> None:
    verdict = grade(engine, REFERENCE, runtime="keras")
    assert (verdict.state, verdict.answered, verdict.counts) == ("graded", "undecided", False)
    (said,) = verdict.messages
    assert words in render(said, language)
    assert "`keras`" in render(said, language)
    assert "make setup KERAS=1" in render(verdict.staff[0], language)


@pytest.mark.usefixtures("without_keras")
def test_the_gate_says_what_an_exercise_needs(engine: Engine) -> None:
    report = gate.check(engine, bundle({"runtime": "keras"}))
    assert not report.ok
    told = report.lines[-1]
    assert (told.step, told.ok) == ("runtime", False)
    assert render(told.messages[0], "en") == "Needs the runtime `keras`: `make setup KERAS=1`."
    assert gate.check(engine, bundle()).ok


@pytest.mark.usefixtures("without_keras")
def test_the_doctor_names_what_is_missing() -> None:
    line = doctor._runtimes()
    assert (line.ok, line.remedy) == (None, "make setup KERAS=1")
    assert line.says == "numpy, torch; not installed: keras"


def test_without_torch_nothing_serves(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(layout, "installed", lambda: ["numpy"])
    line = doctor._runtimes()
    assert (line.ok, line.remedy) == (False, "make setup KERAS=1; make setup")
