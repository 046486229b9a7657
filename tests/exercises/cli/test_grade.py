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


@pytest.mark.parametrize("answer", ["many", ""])
def test_what_cannot_be_read_is_said_once(dense: Path, answer: str) -> None:
    lines = exercise("grade", dense, answer, "--language", "en").out.splitlines()
    assert "malformed" in lines[0]
    assert len(lines) == 2


@pytest.mark.parametrize("command", ["grade", "preview", "check"])
def test_the_language_is_asked_for_alike_everywhere(dense: Path, command: str) -> None:
    answer = ["650"] if command == "grade" else []
    for spelling in ("--language", "--lang"):
        ran = exercise(command, dense, *answer, spelling, "fr")
        assert (ran.code, ran.err) == (0, "")


@pytest.mark.sandbox
def test_code_that_does_not_run_is_told_once_and_a_faulty_suite_by_its_line(
    tmp_path: Path,
) -> None:
    folder = written(tmp_path / "double", code())
    ran = exercise("grade", folder, "def double(x:")
    assert ran.out.count("Line 1") == 1
    suite = folder / "code/double/suite.py"
    suite.write_text(suite.read_text().replace("student.double(3)", "len(3)"))
    ran = exercise("grade", folder, folder / "code/double/reference.py")
    assert ran.code == 1
    lines = ran.out.splitlines()
    assert lines[1].startswith("  `code/double/suite.py:6`, test `doubles`: TypeError: ")
    assert lines[2] == '    File "suite.py", line 6, in doubles'
    assert "not your fault" not in ran.out
    ran = exercise("check", folder)
    assert ran.code == 1
    assert '        File "suite.py", line 6, in doubles' in ran.out.splitlines()


@pytest.mark.sandbox
def test_a_program_of_values_that_fails_has_a_line(tmp_path: Path) -> None:
    yaml = code()["exercise.yaml"].decode() + "let: {k: n}\n"
    files = code(exercise=yaml) | {"variant.py": b"def generate(rng):\n    return {'n': 1 / 0}\n"}
    folder = written(tmp_path / "double", files)
    ran = exercise("grade", folder, "x = 1")
    assert ran.code == 2
    assert ran.err.startswith("`variant.py:2`: ZeroDivisionError: division by zero")
    assert "`variant.py` failed: `variant.py:2`: Zero" in exercise("check", folder).out


@pytest.mark.sandbox
def test_code_from_a_file(tmp_path: Path) -> None:
    folder = written(tmp_path / "double", code())
    right = graded(folder, folder / "code/double/reference.py")
    assert (right["state"], right["score"]) == ("graded", 2)
    assert [part["key"] for part in right["parts"]] == ["doubles", "negative"]
    wrong = graded(folder, folder / "code/double/wrong/absolute.py")
    assert [part["outcome"] for part in wrong["parts"]] == ["passed", "failed"]
    assert graded(folder, "def double(x:")["state"] == "not-runnable"


@pytest.mark.sandbox
def test_an_exception_is_told_with_its_text(tmp_path: Path) -> None:
    folder = written(tmp_path / "double", code())
    answer = "import numpy as np\n\ndef double(x):\n    return np.ones((3, 4)) @ np.ones(5)\n"
    ran = exercise("grade", folder, answer)
    assert "Line 4: your code raised `ValueError`." in ran.out
    assert (
        " ".join(ran.out.split()).count("ValueError: matmul: Input operand 1 has a mismatch") == 1
    )
    assert "The same error as in" in ran.out
    loading = exercise("grade", folder, "{}['W']\n" + answer)
    assert "loading your code raised `KeyError`" in loading.out
    assert loading.out.count("KeyError: 'W'") == 1
    first, second = graded(folder, answer)["parts"]
    assert first["raised"].startswith("ValueError: matmul")
    assert second["raised"] == ""


@pytest.mark.parametrize("answer", ["{hidden.bias: '1'}", "12", '"x"', "{", "[1]"])
def test_the_answer_to_a_table_is_strict_json(answer: str, tmp_path: Path) -> None:
    exercise("new", "cells", "--kind", "table", "--into", tmp_path)
    ran = exercise("grade", tmp_path / "cells", answer)
    assert (ran.code, ran.out) == (2, "")
    assert """'{"row.column": "7200"}'""" in ran.err
    assert graded(tmp_path / "cells", '{"hidden.bias": "50"}')["score"] > 0


def test_a_mistyped_file_name_is_not_graded_as_the_answer(tmp_path: Path) -> None:
    ran = exercise("grade", written(tmp_path / "double", code()), "refrence.py")
    assert ran.code == 2
    assert "refrence.py: there is no such file." in ran.err
