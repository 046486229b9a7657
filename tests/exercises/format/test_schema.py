"""The shape of exercise.yaml and of questions: a sentence at the place."""

import pytest

from tests.exercises.format.folders import YAML, code, edited, numeric, problems, told


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("format: 1", "format: 2", "not-one-of@exercise.yaml:1"),
        ("slug: dense", "slug: Dense Layer", "slug@exercise.yaml:2"),
        ("languages: [fr, en]", "languages: [fr, en, de]", "not-one-of@exercise.yaml:3"),
        ("languages: [fr, en]", "languages: [fr, en, fr]", "items-twice@exercise.yaml:3"),
        ("deploy: 4", "deploy: 0", "too-small@exercise.yaml:11"),
        ("deploy: 4", "deploy: four", "wants@exercise.yaml:11"),
        ("deploy: 4", "deploy: 9999", "too-big@exercise.yaml:11"),
        ("kind: numeric", "kind: numerics", "unknown-kind@exercise.yaml:15"),
        ("kind: numeric", "kind: [numeric]", "wants@exercise.yaml:15"),
        ("points: 2.5", "points: -1", "too-small@exercise.yaml:16"),
        ("points: 2.5", "points: 0.0001", "points-fine@exercise.yaml:16"),
        ("number: integer", "numbr: integer", "unknown-key-near@exercise.yaml:17"),
        ("number: integer", "number: complex", "not-one-of@exercise.yaml:17"),
        ("id: no-bias", "id: 'no bias'", "odd-name@exercise.yaml:20"),
        ("value: weights,", "", "missing-key@exercise.yaml:20"),
        ("m: {integer: [5, 15], not: [n]}", "m m: 3", "odd-name@exercise.yaml:7"),
    ],
)
def test_one_thing_wrong(old: str, new: str, expected: str) -> None:
    assert expected in told(edited(old, new))


def test_a_question_twice() -> None:
    files = edited("questions:\n", "questions:\n  - {id: count, kind: numeric, answer: n}\n")
    assert "id-twice@exercise.yaml:15" in told(files)


def test_a_kind_speaks_of_its_question() -> None:
    files = edited(
        "      - {id: no-bias, value: weights,", "      - {id: no-bias, value: n, say: a}\n"
        "      - {id: no-bias, value: weights,",
    )  # fmt: skip
    (problem,) = problems(files)
    assert (problem.file, problem.line) == ("exercise.yaml", 21)
    assert "no-bias" in str(problem)


def test_gate_settings_belong_to_code() -> None:
    assert told(edited("points: 2\n", "points: 2\n    starter_score: 0.5\n", code)) == []
    assert told(edited("points: 2.5", "starter_score: 0.5")) == ["unknown-key@exercise.yaml:16"]


def test_a_dismissal_needs_a_reason() -> None:
    dismiss = "points: 2\n    dismiss: [{mutant: 'reference.py:2:off-by-one', reason: ok}]\n"
    assert told(edited("points: 2\n", dismiss, code)) == ["too-short@exercise.yaml:11"]


def test_uses_names_an_earlier_question() -> None:
    assert "uses-unknown@exercise.yaml:16" in told(edited("points: 2.5", "uses: [later]"))


def test_one_mistake_is_not_told_in_many_places() -> None:
    assert told(edited("languages: [fr, en]", "languages: fr, en")) == ["wants@exercise.yaml:3"]
    assert told(edited("kind: code", "kind: coed", code)) == ["unknown-kind@exercise.yaml:9"]
    assert told(edited("slug: dense", "slug: Dense"), slug="dense") == ["slug@exercise.yaml:2"]


def test_the_formulas_of_a_table_may_name_its_cells() -> None:
    table = """\
  - id: count
    kind: table
    columns: [{id: a, label: A}, {id: b, label: B}]
    rows: [{id: one, label: One, a: n, b: 2*a}, {id: two, label: Two, a: one.b + m}]
"""
    yaml = YAML.partition("questions:\n")[0] + "questions:\n" + table
    assert told(numeric(exercise=yaml)) == []
    wrong = yaml.replace("one.b + m", "one.c + mm")
    assert told(numeric(exercise=wrong)) == ["formula-name@exercise.yaml:17"] * 2
