"""What changes which hash: a mended typo offers no regrade."""

import pytest

from exercises.format import load_files
from tests.exercises.format.folders import code, edited, numeric


def test_the_same_files_have_the_same_hashes() -> None:
    one, other = load_files(numeric()), load_files(dict(reversed(numeric().items())))
    assert one.content_hash == other.content_hash
    assert one.bundle.hash == other.bundle.hash


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("fr: Couche", "fr: Couches"),
        ("Il manque [[m]].", "Il en manque."),
        ("format: 1", "format: 1\ndifficulty: 3\ntopics: [rnn]\nminutes: 7"),
    ],
)
def test_words_change_the_content_only(old: str, new: str) -> None:
    before, after = load_files(numeric()), load_files(edited(old, new))
    assert before.content_hash != after.content_hash
    assert before.grading_hash == after.grading_hash
    assert before.gate_hash == after.gate_hash


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("points: 2.5", "points: 2"),
        ("n*m", "n*m + 0"),
        ("value: weights", "value: n"),
        ("deploy: 4", "deploy: 5"),
        ("[20, 90]", "[20, 91]"),
    ],
)
def test_what_is_graded_changes_the_grading_hash(old: str, new: str) -> None:
    before, after = load_files(numeric()), load_files(edited(old, new))
    assert before.grading_hash != after.grading_hash


def test_the_order_of_parameters_matters() -> None:
    # `m` is drawn before `n`, so the same seed gives other values
    yaml = numeric()["exercise.yaml"].decode().replace(", not: [n]", "")
    n, m = "  n: {integer: [20, 90]}\n", "  m: {integer: [5, 15]}\n"
    one = load_files(numeric(exercise=yaml))
    other = load_files(numeric(exercise=yaml.replace(n + m, m + n)))
    assert one.grading_hash != other.grading_hash


@pytest.mark.parametrize("path", ["code/double/wrong/absolute.py", "code/double/starter.py"])
def test_what_only_the_gate_reads(path: str) -> None:
    files = code()
    before, after = load_files(files), load_files({**files, path: files[path] + b"\n# changed\n"})
    assert before.grading_hash == after.grading_hash
    assert before.gate_hash != after.gate_hash


@pytest.mark.parametrize("path", ["code/double/suite.py", "code/double/reference.py"])
def test_tests_and_reference_change_the_grading_hash(path: str) -> None:
    files = code()
    before, after = load_files(files), load_files({**files, path: files[path] + b"\n# changed\n"})
    assert before.grading_hash != after.grading_hash
