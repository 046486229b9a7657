"""Mutants: one small mistake each, stable ids, always programs."""

import ast
from pathlib import Path

import pytest

from graders.gate.mutants import mutants_of


def changes(source: str) -> dict[str, str]:
    return {mutant.operator: mutant.source.strip() for mutant in mutants_of(source)}


@pytest.mark.parametrize(
    ("source", "operator", "mutated"),
    [
        ("x = a + b", "minus-for-plus", "x = a - b"),
        ("x = a - b", "operands-of-minus", "x = b - a"),
        ("x = a @ b", "operands-of-matmul", "x = b @ a"),
        ("x = a @ b.T", "transpose-dropped", "x = a @ b"),
        ("x = -a", "sign-dropped", "x = a"),
        ("x = a < b", "less-or-equal", "x = a <= b"),
        ("x = a == b", "not-equal", "x = a != b"),
        ("x = a[0]", "off-by-one", "x = a[1]"),
        ("x = f(a, axis=0)", "axis", "x = f(a, axis=1)"),
        ("x = f(a, dim=-1)", "axis", "x = f(a, dim=0)"),
        ("x = np.exp(a)", "call-dropped", "x = a"),
        ("x = a.clone()", "call-dropped", "x = a"),
        ("x = a.real", "real-dropped", "x = a"),
        ("f(k=True)", "truth", "f(k=False)"),
        ("if a:\n    b()", "test-negated", "if not a:\n    b()"),
        ("x = a and b", "and-or", "x = a or b"),
        ("for i in range(n):\n    f()", "range-short", "for i in range(n - 1):\n    f()"),
        ("opt.zero_grad()", "statement-dropped", "pass"),
        ("x += a", "minus-for-plus", "x -= a"),
    ],
)
def test_an_operator(source: str, operator: str, mutated: str) -> None:
    assert changes(source)[operator] == mutated


def test_ids_name_file_line_and_operator_and_count_repetitions() -> None:
    found = mutants_of('"""Text."""\n\nx = a + b + c\n')
    assert [mutant.id for mutant in found] == [
        "reference.py:3:minus-for-plus",
        "reference.py:3:minus-for-plus#2",
    ]


def test_ids_do_not_move_with_the_text_beside() -> None:
    one = mutants_of("x = a + b\ny = c * d\n")
    other = mutants_of("x = a + b  # sum\ny = c * d\nz = 1\n")
    assert {m.id for m in one} <= {m.id for m in other}


@pytest.mark.parametrize(
    "source",
    ['"""1 + 1"""', "import numpy as np", "def f(x: Literal[1]) -> Literal[2]: ...",
     "if __name__ == '__main__':\n    f(1)"],
)  # fmt: skip
def test_what_is_not_worth_a_mutant(source: str) -> None:
    assert mutants_of(source) == []


def test_every_mutant_is_a_different_program() -> None:
    source = (
        Path("exercises/cli/starts/code.txt").read_text().split("reference.py\n")[1].split("===")[0]
    )
    found = mutants_of(source)
    assert len({mutant.source for mutant in found}) == len(found) >= 5
    for mutant in found:
        assert ast.dump(ast.parse(mutant.source)) != ast.dump(ast.parse(source))


def test_of_many_an_even_choice() -> None:
    source = "".join(f"x{i} = a + {i}\n" for i in range(100))
    found = mutants_of(source, most=10)
    assert len(found) == 10
    assert found[-1].line - found[0].line > 80
