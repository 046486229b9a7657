"""Mutants: one small mistake each, stable ids, always programs."""

import ast
import textwrap
from pathlib import Path

import numpy as np
import pytest

from graders.gate.mutants import MAX_MUTANTS, OPERATORS, Mutant, mutants_of
from graders.gate.mutants.whole import SINGLE
from graders.messages import catalogue


def by_operator(source: str, *, single: bool = False) -> dict[str, Mutant]:
    return {m.operator: m for m in mutants_of(textwrap.dedent(source), single=single)}


EXPRESSIONS = [
    ("x = a + b", "minus-for-plus", "x = a - b"),
    ("x = a - b", "operands-of-minus", "x = b - a"),
    ("x = a @ b", "operands-of-matmul", "x = b @ a"),
    ("x = a @ b", "times-for-matmul", "x = a * b"),
    ("x = W @ b", "transpose-added", "x = W.T @ b"),
    ("x = a @ b.T", "transpose-dropped", "x = a @ b"),
    ("x = -a", "sign-dropped", "x = a"),
    ("x = a < b", "less-or-equal", "x = a <= b"),
    ("x = a == b", "not-equal", "x = a != b"),
    ("x = a[0]", "off-by-one", "x = a[1]"),
    ("x = a[t]", "index-early", "x = a[t - 1]"),
    ("x = a[:, n:]", "bound-early", "x = a[:, n - 1:]"),
    ("x = f(a, axis=0)", "axis", "x = f(a, axis=1)"),
    ("x = f(a, dim=-1)", "axis", "x = f(a, dim=0)"),
    ("x = a.mean(0)", "mean-and-sum", "x = a.sum(0)"),
    ("x = np.sum(a)", "mean-and-sum", "x = np.mean(a)"),
    ("x = np.exp(a)", "call-dropped", "x = a"),
    ("x = a.clone()", "call-dropped", "x = a"),
    ("x = a.detach()", "detach-forgotten", "x = a"),
    ("x = a.real", "real-dropped", "x = a"),
    ("x = a - b", "left-term-dropped", "x = -b"),
    ("x = a + b", "right-term-dropped", "x = a"),
    ("x = a + b", "term-doubled", "x = a + b + b"),
    ("x = a * (1 - h ** 2)", "derivative-dropped", "x = a"),
    ("x = dsigmoid(z) * a", "derivative-dropped", "x = a"),
    ("x = a / n", "division-dropped", "x = a"),
    ("dW += a", "sum-not-kept", "dW = a"),
    ("x += a", "minus-for-plus", "x -= a"),
    ("x = g(a, b)", "arguments-swapped", "x = g(b, a)"),
    ("x = np.einsum('ij,jk', a, b)", "arguments-swapped", "x = np.einsum('ij,jk', b, a)"),
    ("i, f, g = z", "unpacked-in-another-order", "f, i, g = z"),
    ("f(k=True)", "truth", "f(k=False)"),
    ("if a:\n    b()", "test-negated", "if not a:\n    b()"),
    ("x = a and b", "and-or", "x = a or b"),
    ("for i in range(n):\n    f()", "range-short", "for i in range(n - 1):\n    f()"),
    ("for i in range(n):\n    f()", "range-late", "for i in range(1, n):\n    f()"),
    ("opt.zero_grad()", "zero-grad-forgotten", "pass"),
    ("model.eval()", "eval-forgotten", "pass"),
    ("seen.append(x)", "statement-dropped", "pass"),
    ("with torch.no_grad():\n    f()", "no-grad-forgotten", "if True:\n    f()"),
]


@pytest.mark.parametrize(("source", "operator", "mutated"), EXPRESSIONS)
def test_an_operator(source: str, operator: str, mutated: str) -> None:
    sources = {m.source.strip() for m in mutants_of(source) if m.operator == operator}
    assert mutated in sources


CELL = """
def cell(x, h, W):
    z = W @ h + x
    i = sigmoid(z[:n])
    f = sigmoid(z[n:])
    return f * h + i
"""


def test_gates_take_each_others_place_and_each_others_block() -> None:
    found = {(m.operator, m.source.splitlines()[m.line - 2]) for m in mutants_of(CELL)}
    assert ("other-gate", "    return i * h + i") in found
    assert ("other-gate", "    return f * h + f") in found
    assert ("other-block", "    i = sigmoid(z[n:])") in found


def run(mutant: Mutant, *calls: tuple[object, ...]) -> list[object]:
    """The answers of a mutant of ``f``, called again and again."""
    names: dict[str, object] = {}
    exec(compile(mutant.source, "mutant", "exec"), names)
    return [names["f"](*call) for call in calls]  # type: ignore[operator]


def test_answers_that_are_right_only_once() -> None:
    source = 'def f(a, n):\n    """Text."""\n    return a * n\n'
    found = by_operator(source)
    assert run(found["first-answer-again"], (2, 3), (5, 7)) == [6, 6]
    assert run(found["zeros"], (2, 3)) == [0]
    frozen = [m for m in mutants_of(source) if m.operator == "parameter-ignored"]
    assert [run(m, (2, 3), (5, 7)) for m in frozen] in ([[6, 14], [6, 15]], [[6, 15], [6, 14]])


def test_an_answer_that_spoils_the_input_only_warns() -> None:
    mutant = by_operator("def f(A, n):\n    return A.sum()\n")["input-changed"]
    given = np.ones(3)
    assert run(mutant, (given, 1)) == [3.0]
    assert given.tolist() == [2.0, 2.0, 2.0]
    assert mutant.advice
    assert [change.name for change in OPERATORS if change.advice] == ["input-changed"]


def test_single_precision_is_a_mistake_only_where_double_is_asked_for() -> None:
    source = "def f(a):\n    return a / 3\n"
    assert "float32" not in by_operator(source)
    mutant = by_operator(source, single=True)["float32"]
    assert str(run(mutant, (1.0,))[0].dtype) == "float32"  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "source",
    ['"""1 + 1"""', "import numpy as np", "def f(x: Literal[1]) -> Literal[2]: ...",
     "if __name__ == '__main__':\n    f(1)", "raise ValueError(1)"],
)  # fmt: skip
def test_what_is_not_worth_a_mutant(source: str) -> None:
    assert mutants_of(source) == []


@pytest.mark.parametrize(
    ("source", "operator"),
    [
        ("x = abs(-a)", "sign-dropped"),
        ("x = (a - b) ** 2", "operands-of-minus"),
        ("x = a @ a", "operands-of-matmul"),
        ("x = a @ v", "transpose-added"),
        ("x = np.maximum(a, b)", "arguments-swapped"),
        ("print(a)", "statement-dropped"),
        ("x = f(a, axis=0)", "off-by-one"),
    ],
)
def test_what_would_be_the_same_program(source: str, operator: str) -> None:
    assert operator not in by_operator(source)


def test_ids_survive_edits_elsewhere_and_change_with_the_statement() -> None:
    def ids(source: str) -> set[str]:
        return {m.id for m in mutants_of(source) if m.operator == "minus-for-plus"}

    (one,) = ids("def f(a, b):\n    return a + b\n")
    moved = ids(
        '"""Text."""\nimport os\n\n\ndef f(a, b):\n    c = a * 2  # new\n    return a + b\n'
    )
    assert one in moved
    assert ids("def f(a, b):\n    return b + a\n") != {one}
    assert ids("def g(a, b):\n    return a + b\n") != {one}


def test_two_places_never_share_an_id() -> None:
    found = mutants_of("def f(a):\n    a = a + 1\n    a = a + 1\n    return g(a[n], a[n])\n")
    assert len({m.id for m in found}) == len(found)


def test_every_mutant_is_a_different_program_with_a_diff() -> None:
    for path in Path("exercises/library").rglob("reference.py"):
        source = path.read_text()
        found = mutants_of(source)
        assert len({m.source for m in found}) == len(found) >= 10
        for mutant in found:
            assert ast.dump(ast.parse(mutant.source)) != ast.dump(ast.parse(source))
            signs = {"-"} if mutant.operator == "no-grad-undecorated" else {"-", "+"}
            assert {line[0] for line in mutant.diff} >= signs
            assert all(m.line >= 1 for m in found)


def test_of_many_the_operators_in_turn_and_far_apart() -> None:
    source = "".join(f"x{i} = a + {i}\n" for i in range(200)) + "y = -a\nz = u @ v\n"
    found = mutants_of(source)
    assert len(found) == MAX_MUTANTS
    assert found == mutants_of(source)
    assert {"sign-dropped", "operands-of-matmul", "minus-for-plus"} <= {m.operator for m in found}
    lines = [m.line for m in found if m.operator == "minus-for-plus"]
    assert lines[0] == 1
    assert lines[-1] == 200


def test_every_operator_has_its_sentence_and_a_name_of_its_own() -> None:
    changes = (*OPERATORS, SINGLE)
    assert len({change.name for change in changes}) == len(changes)
    assert {f"mutant.{change.means}" for change in changes} == {
        id_ for id_ in catalogue() if id_.startswith("mutant.")
    }
