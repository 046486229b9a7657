"""One answer graded in the terminal: file, standard input or the answer itself."""

import io
import json
from pathlib import Path
from typing import Any

import pytest

from tests.exercises.cli.commands import exercise, written
from tests.exercises.format.folders import code, numeric


@pytest.fixture
def dense(tmp_path: Path) -> Path:
    return written(tmp_path / "dense", numeric())


def graded(folder: Path, answer: object, *extra: object) -> dict[str, Any]:
    ran = exercise("grade", folder, answer, *extra, "--json")
    assert ran.code == 0, ran.err
    data: dict[str, Any] = json.loads(ran.out)
    return data


@pytest.mark.parametrize(
    ("answer", "state", "score"),
    [
        ("650", "graded", 2.5),
        ('"650"', "graded", 2.5),
        ("640", "graded", 0),
        ("many", "malformed", 0),
        ("", "malformed", 0),
        ("[1, 2]", "malformed", 0),
        ("1.e5e5", "malformed", 0),
        ("9" * 5000, "malformed", 0),
    ],
)
def test_a_number(dense: Path, answer: str, state: str, score: float) -> None:
    data = graded(dense, answer, "--variant", "sheet")
    assert (data["state"], data["score"], data["max_score"]) == (state, score, 2.5)


def test_a_misconception_says_its_sentence(dense: Path) -> None:
    data = graded(dense, "640", "--variant", "sheet", "--language", "fr")
    assert data["parts"][0]["outcome"] == "failed"
    assert "Il manque 10." in data["parts"][0]["messages"]


def test_the_seed_chooses_the_variant(dense: Path) -> None:
    one, other = (graded(dense, "1", "--seed", seed) for seed in (1, 1))
    assert one == other
    assert one["seed"] == 1


def test_an_answer_from_a_file_and_from_standard_input(
    dense: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "answer.txt"
    file.write_text("650\n")
    assert graded(dense, file)["score"] == 2.5
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"650\n")))
    assert graded(dense, "-")["score"] == 2.5


def test_unusable_input(dense: Path, tmp_path: Path) -> None:
    binary = tmp_path / "binary"
    binary.write_bytes(b"\xff\xfe\x00")
    for arguments in (
        [tmp_path / "nowhere", "1"],
        [dense, "1", "--question", "other"],
        [dense, "1", "--variant", "other"],
        [dense, binary],
    ):
        ran = exercise("grade", *arguments)
        assert (ran.code, ran.out) == (2, "")
        assert "Traceback" not in ran.err
        assert len(ran.err.splitlines()) == 1


def test_text_for_people(dense: Path) -> None:
    ran = exercise("grade", dense, "640", "--variant", "sheet")
    assert ran.code == 0
    assert ran.out.startswith("count (sheet): graded, 0 of 2.5 points")
    assert "10 are missing." in ran.out


@pytest.mark.sandbox
def test_code_from_a_file(tmp_path: Path) -> None:
    folder = written(tmp_path / "double", code())
    right = graded(folder, folder / "code/double/reference.py")
    assert (right["state"], right["score"]) == ("graded", 2)
    assert [part["key"] for part in right["parts"]] == ["doubles", "negative"]
    wrong = graded(folder, folder / "code/double/wrong/absolute.py")
    assert [part["outcome"] for part in wrong["parts"]] == ["passed", "failed"]
    assert graded(folder, "def double(x:")["state"] == "not-runnable"


def test_a_mistyped_file_name_is_not_graded_as_the_answer(tmp_path: Path) -> None:
    ran = exercise("grade", written(tmp_path / "double", code()), "refrence.py")
    assert ran.code == 2
    assert "refrence.py: there is no such file." in ran.err
