"""Gating a library again: what passed as it is, briefly; what changed, whole."""

import json
from pathlib import Path
from typing import Any

import pytest

from exercises.cli import record
from tests.exercises.cli.commands import Ran, exercise, written
from tests.exercises.format.folders import code

pytestmark = pytest.mark.sandbox
BRIEF = "Nothing changed since all of it passed"


@pytest.fixture
def folder(tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An exercise with code, which no lot picks."""
    settings.VAR = tmp_path / "var"
    monkeypatch.setattr(record, "PICKED", 2**33)
    return written(tmp_path / "library" / "double", code())


def checked(folder: Path, *more: object) -> Ran:
    """A check with a record beside the library, and no other memory."""
    return exercise("check", folder, "--no-cache", "--record", folder.parent / "passed.json", *more)


def test_what_passed_is_checked_briefly_until_it_changes(folder: Path) -> None:
    """A title does not matter; the suite does."""
    assert BRIEF not in checked(folder).out
    ran = checked(folder)
    assert ran.code == 0
    assert BRIEF in ran.out
    yaml = folder / "exercise.yaml"
    yaml.write_text(yaml.read_text().replace("title: Doubling", "title: Twice"))
    assert BRIEF in checked(folder).out
    suite = next(folder.rglob("suite.py"))
    suite.write_text(suite.read_text() + "\n# a word\n")
    assert BRIEF not in checked(folder).out


def test_a_brief_check_still_fails(folder: Path) -> None:
    """A record that knows more than is true does not help what is wrong."""
    checked(folder)
    reference = next(folder.rglob("reference.py"))
    reference.write_text("def double(x):\n    return 3 * x\n")
    passed = folder.parent / "passed.json"
    before = passed.read_text()
    assert checked(folder).code == 1
    assert passed.read_text() == before


def test_all_can_be_asked_whole(folder: Path) -> None:
    """As `make gate` does."""
    checked(folder)
    assert BRIEF not in checked(folder, "--whole").out


def test_each_change_of_the_graders_picks_some(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They pass whole once more, though nothing in them changed."""
    checked(folder)
    monkeypatch.setattr(record, "PICKED", 1)
    assert BRIEF not in checked(folder).out


def test_a_record_that_is_none(folder: Path) -> None:
    """A sentence, not a traceback."""
    (folder.parent / "passed.json").write_text("{")
    ran = checked(folder)
    assert ran.code == 2
    assert "is not JSON" in ran.err


def test_a_kept_report_is_noted_too(folder: Path) -> None:
    """It passed whole, only earlier."""
    assert exercise("check", folder).code == 0
    passed = folder.parent / "passed.json"
    assert "earlier run" in exercise("check", folder, "--record", passed).out
    assert list(json.loads(passed.read_text())) == ["double"]
