"""What docs/authoring.md tells authors is so: its examples load, pass, and say what it says."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from exercises.cli import COMMANDS
from exercises.format import load_files
from exercises.selectors.reports import STEPS
from graders import gate
from graders.engine import Engine
from tests.exercises.cli.commands import exercise, written
from tests.exercises.format.folders import edited

MANUAL = Path("docs/authoring.md").read_text(encoding="utf-8")
_FILE = re.compile(r"`(exercise\.yaml|code/[\w./]+)`[^\n]*\n\n```\w+\n(.*?)```", re.DOTALL)


def section(title: str) -> str:
    return MANUAL.partition(f"## {title}\n")[2].partition("\n## ")[0]


def whole() -> dict[str, bytes]:
    return {path: text.encode() for path, text in _FILE.findall(section("A code question, whole"))}


@pytest.fixture
def _var(settings: Any, tmp_path: Path) -> None:
    settings.VAR = tmp_path / "var"


@pytest.mark.sandbox
def test_the_whole_code_question_passes_the_gate() -> None:
    files = whole()
    assert len(files) == 6
    loaded = load_files(files, slug="unit-rows")
    with Engine(slots=1, runtimes=["numpy"]) as engine:
        engine.start()
        report = gate.check(engine, loaded.bundle)
    assert [line for line in report.lines if not line.ok or line.warning] == []
    assert {line.step for line in report.lines} >= {"reference", "wrong", "mutants", "tolerance"}


def test_the_first_example_loads() -> None:
    yaml = section("exercise.yaml").partition("```yaml\n")[2].partition("```")[0]
    statement = "[[n]] to [[m]]\n\n[[?count]]\n"
    texts = {f"statement.{lang}.md": statement.encode() for lang in ("fr", "en")}
    loaded = load_files({"exercise.yaml": yaml.encode(), **texts}, slug="dense-layer")
    assert loaded.definition["variants"]["fixed"] == {"sheet": {"n": 64, "m": 10}}


def test_the_commands_are_those_there_are() -> None:
    told = re.findall(
        r"^\| `([a-z]+) [A-Z]", section("The first one, in five minutes"), re.MULTILINE
    )
    assert sorted(told) == sorted(COMMANDS)


@pytest.mark.usefixtures("_var")
def test_the_answer_of_grade_has_the_shape_that_is_told(tmp_path: Path) -> None:
    told = json.loads(MANUAL.partition("```json\n")[2].partition("```")[0])
    folder = written(tmp_path / "dense", edited("[[m]] are missing.", "The biases: [[m]]."))
    ran = exercise("grade", folder, "640", "--variant", "sheet", "--json")
    printed = json.loads(ran.out)
    assert printed.keys() == told.keys()
    assert printed["parts"][0].keys() == told["parts"][0].keys()
    assert printed["parts"][0]["messages"] == ["The biases: 10."]


def test_steps_of_the_gate_are_told() -> None:
    steps = set(re.findall(r"`([a-z-]+)`", " ".join(
        line.split("|")[1] for line in section("What check proves").splitlines() if "| `" in line
    )))  # fmt: skip
    assert steps == {
        "schema", "languages", "variants", "self-test", "reference", "again", "limits", "wrong",
        "starter", "draws", "mutants", "tolerance", "cases",
    }  # fmt: skip
    assert steps == STEPS.keys()  # what the page of a report calls by name


def test_powers_are_written_in_both_ways() -> None:
    for power in ("n^2", "n**2"):
        assert load_files(edited("weights: n*m", f"weights: {power}")).slug == "dense"
