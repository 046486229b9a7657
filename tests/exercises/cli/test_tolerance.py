"""``exercise tolerance``, and what ``exercise check`` shows of mutants: text, JSON, French."""

import json
from pathlib import Path

import pytest

from tests.exercises.cli.commands import exercise

pytestmark = pytest.mark.sandbox


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    exercise("new", "mine", "--kind", "code", "--into", tmp_path)
    return tmp_path / "mine"


def edited(folder: Path, path: str, old: str, new: str) -> None:
    file = folder / path
    text = file.read_text()
    assert old in text
    file.write_text(text.replace(old, new))


def test_the_table_says_what_would_just_be_accepted(folder: Path) -> None:
    ran = exercise("tolerance", folder)
    assert ran.code == 0
    header = next(line for line in ran.out.splitlines() if line.strip().startswith("line"))
    assert header.split() == [
        "line", "tolerance", "honest", "float32", "mistake", "suggested", "tests",
    ]  # fmt: skip
    assert "right computations deviate by at most" in ran.out
    assert "calculs justes ont au plus" in exercise("tolerance", folder, "--language", "fr").out


def test_json_has_the_rows_as_numbers(folder: Path) -> None:
    ran = exercise("tolerance", folder, "--json", "--question", "softmax")
    (question,) = json.loads(ran.out)["questions"]
    assert question["ok"] is True
    (detail,) = question["lines"][-1]["details"]
    assert detail["type"] == "tolerances"
    for row in detail["rows"]:
        assert row["honest"] < 1e-12
        assert row["suggested"].startswith("rtol=")


def test_a_suite_too_strict_exits_1_and_names_file_line_and_remedy(folder: Path) -> None:
    # the suite compares with the very sums of the reference, to the last bit
    suite = "code/softmax/suite.py"
    edited(folder, suite, "want = np.exp(z) / np.exp(z).sum()", "want = reference.softmax(z)")
    edited(folder, suite, "random_vector(student, rng)", "random_vector(student, reference, rng)")
    edited(folder, suite, "want, rtol=1e-9", "want, rtol=1e-17")
    edited(folder, suite, "want = np.exp(z - 1000)", "want = reference.softmax(z)  # ")
    edited(folder, suite, "large_values(student, rng)", "large_values(student, reference, rng)")
    ran = exercise("tolerance", folder)
    assert ran.code == 1
    assert "Too strict, `suite.py` line" in ran.out
    assert exercise("check", folder, "--no-cache").code == 1


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--question", "nothing"], "no code question `nothing`. Code questions: softmax"),
        (["--language", "fr", "--question", "x"], "Code questions: softmax"),
    ],
)
def test_a_question_that_is_none(folder: Path, arguments: list[str], said: str) -> None:
    ran = exercise("tolerance", folder, *arguments)
    assert ran.code == 2
    assert said in ran.err


def test_an_exercise_without_code(tmp_path: Path) -> None:
    exercise("new", "count", "--kind", "numeric", "--into", tmp_path)
    ran = exercise("tolerance", tmp_path / "count")
    assert (ran.code, "no code question" in ran.err) == (2, True)


def test_a_survivor_is_shown_as_a_diff(folder: Path) -> None:
    # no test looks at what this statement leaves behind
    edited(
        folder, "code/softmax/reference.py", "def softmax(z):",
        "SEEN = []\n\n\ndef softmax(z):\n    SEEN.append(1)",
    )  # fmt: skip
    ran = exercise("check", folder, "--no-cache")
    assert ran.code == 1
    rows = [line.strip() for line in ran.out.splitlines()]
    assert "-    SEEN.append(1)" in rows
    assert "+    pass" in rows
    data = json.loads(exercise("check", folder, "--no-cache", "--json").out)
    (part,) = [
        p for p in data["parts"] if p["subject"].startswith("statement-dropped") and p["details"]
    ]
    assert part["outcome"] == "failed"
    assert part["details"][0]["file"] == "code/softmax/reference.py"
    assert any("dismiss: [{mutant: statement-dropped-" in said for said in part["messages"])
