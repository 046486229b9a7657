"""Parameters, formulas and fixed variants."""

import pytest

from tests.exercises.format.folders import edited, numeric, problems, told

N = "n: {integer: [20, 90]}"


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (N, "n: {integer: [90, 20]}", "bounds-order@exercise.yaml:6"),
        (N, "n: {integer: [1.5, 20]}", "integer-bounds@exercise.yaml:6"),
        (N, "n: {integer: [1, 20], choice: [3]}", "one-draw@exercise.yaml:6"),
        (N, "n: {not: [3]}", "one-draw@exercise.yaml:6"),
        (N, "n: {integer: [20, 90], decimals: 2}", "draw-key@exercise.yaml:6"),
        (N, "n: {integer: [20]}", "range@exercise.yaml:6"),
        (N, "n: {integer: 3..9}", "range@exercise.yaml:6"),
        ("answer: weights + m", "answer: weight + m", "formula-name@exercise.yaml:18"),
        ("weights: n*m", "weights: 2n", "formula-times@exercise.yaml:9"),
        ("weights: n*m", "weights: 2(n + m)", "formula-times@exercise.yaml:9"),
        (N, "n: {integer: [20, 90], not: [m]}", "not-unknown@exercise.yaml:6"),
        ("not: [n]", "not: [nn]", "not-unknown@exercise.yaml:7"),
        ("weights: n*m", "weights: n*(m", "formula@exercise.yaml:9"),
        ("weights: n*m", "weights: n*weights", "formula-name@exercise.yaml:9"),
        ("weights: n*m", "n: 3", "let-hides@exercise.yaml:9"),
        ("weights: n*m", "sqrt: n*m", "reserved-name@exercise.yaml:9"),
        ("{n: 64, m: 10}", "{n: 64}", "fixed-missing@exercise.yaml:12"),
        ("{n: 64, m: 10}", "{n: 64, m: 10, k: 1}", "fixed-unknown@exercise.yaml:12"),
        ("{n: 64, m: 10}", "{n: 64, m: 1.5}", "fixed-integer@exercise.yaml:12"),
        ("answer: weights + m", "answer: weights +", "formula@exercise.yaml:18"),
        ("answer: weights + m", "answer: '-'", "formula-none@exercise.yaml:18"),
        (N, "n: {integer: [20, m + 1]}", "range-bound@exercise.yaml:6"),
        (N, "n: {real: [0, 1e16]}", "range-bound@exercise.yaml:6"),
        (N, "n:", "wants-nothing@exercise.yaml:6"),
    ],
)
def test_one_thing_wrong(old: str, new: str, expected: str) -> None:
    assert expected in told(edited(old, new))


def test_a_formula_is_read_at_its_column() -> None:
    (problem,) = problems(edited("weights: n*m", "weights: n*m)"))
    assert (problem.line, problem.column) == (9, 15)


def test_a_fixed_variant_may_lie_outside_the_range() -> None:
    assert told(edited("{n: 64, m: 10}", "{n: 1000, m: 1000}")) == []


def test_a_program_knows_its_names_itself() -> None:
    files = numeric()
    yaml = files["exercise.yaml"].decode()
    start, end = yaml.index("parameters:"), yaml.index("let:")
    without = (yaml[:start] + yaml[end:]).encode()
    program = b"def generate(rng):\n    return {'n': 20, 'm': 5}\n"
    assert told({**files, "exercise.yaml": without, "variant.py": program}) == []
    assert "parameters-twice@exercise.yaml:5" in told({**files, "variant.py": program})
    assert "formula-name@exercise.yaml:6" in told({**files, "exercise.yaml": without})
