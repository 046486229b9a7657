"""What a page shows of mathematics while it is typed."""

from typing import Any

import msgspec
import pytest

from graders.kinds import preview as at
from graders.maths.errors import ExpressionError
from graders.maths.worlds.ready import READY

PREPARED: dict[str, Any] = {
    "kind": "derivation",
    "target": "∂L/∂W",
    "declared": msgspec.to_builtins(READY["simple-rnn"]().declared()),
}


def one(text: str) -> at.Shown:
    """What is shown of a single line."""
    (shown,) = at.preview(PREPARED, [text])
    return shown


def test_a_line_is_typeset_with_its_shape_and_those_of_its_symbols() -> None:
    """Plain text or LaTeX, with its own left side."""
    shown = one("∂h_t/∂h_{t-1} = Diag(σ'(z_t)) W")
    assert shown.problem is None
    assert shown.tex.startswith(r"\frac{\partial h_{t}}{\partial h_{t-1}} = \operatorname{Diag}")
    assert shown.shape == "(n, n)"
    assert shown.symbols == [
        (r"\frac{\partial h_{t}}{\partial h_{t-1}}", "(n, n)"), ("z_{t}", "(n,)"), ("W", "(n, n)"),
    ]  # fmt: skip


def test_a_line_goes_on_from_the_left_side_above() -> None:
    """Blank lines between do not count; a lemma changes what the next line continues."""
    shown = at.preview(PREPARED, ["z_t = W h_{t-1} + U x_t", "  ", "= h_t", "= W"])
    assert [bool(line.problem) for line in shown] == [False, False, False, True]
    assert shown[1] == at.Shown()
    assert shown[2].tex == "{} = h_{t}"
    assert shown[3].problem is not None
    assert shown[3].problem.id == "maths.sides"


@pytest.mark.parametrize(
    ("text", "said", "marked"),
    [
        ("= W h_t + qq", "maths.unknown-symbol", "qq"),
        ("   = W h_t + qq", "maths.unknown-symbol", "qq"),
        ("𝐖 + W x_t", "maths.", ""),
        ("= sum_t (W h_t", "maths.", "(W h_t"),
        ("= W x_t", "maths.shape.product.hint", "x_t"),
    ],
)
def test_a_problem_has_its_place(text: str, said: str, marked: str) -> None:
    """Counted as a browser counts: an astral letter is two."""
    shown = one(text)
    assert shown.problem is not None
    assert shown.problem.id.startswith(said)
    rest = text.encode("utf-16-le")[2 * shown.position :].decode("utf-16-le")
    assert rest.startswith(marked)


@pytest.mark.parametrize(
    "text", ["((((", "\\frac{", "= ...", "😀", "А = 1", "= \\includegraphics{x}"]
)
def test_nonsense_is_told_not_raised(text: str) -> None:
    """Whatever is typed, there is a sentence."""
    assert one(text).problem is not None


def test_too_much_is_refused_before_it_is_read() -> None:
    """100 kB, or a hundred lines."""
    assert at.problem_of(["(" * 100_000]) is not None
    assert at.problem_of(["W = W"] * 100) is not None
    assert at.problem_of([""] * 100) is None


def test_sums_are_written_out_for_three_steps() -> None:
    """A row a term, with the values that stand for the indices."""
    assert one("= sum_t ∂L_t/∂W").sums
    assert not one("= ∂L/∂W").sums
    found = at.expanded(PREPARED, ["∂h_t/∂W = sum_{k=1}^t ∂h_t/∂h_k ∂⁺h_k/∂W"])
    assert found.given == r"T = 3,\; t = 3"
    assert found.rows[0] == r"\frac{\partial h_{3}}{\partial W} ="
    assert len(found.rows) == 4
    assert found.rows[3].startswith(r"+ \frac{\partial h_{3}}{\partial h_{3}}")


def test_a_free_index_may_be_bounded_by_one_that_is_not_free() -> None:
    """k runs to t, and only k is free."""
    shown = one("∂L/∂h_k = sum_{t=k}^{T} ∂L_t/∂h_k")
    assert shown.problem is None
    assert at.expanded(PREPARED, ["∂L/∂h_k = sum_{t=k}^{T} ∂L_t/∂h_k"]).given == r"T = 3,\; k = 3"


def test_what_cannot_be_read_cannot_be_written_out() -> None:
    """An error with its sentence, as everywhere."""
    with pytest.raises(ExpressionError):
        at.expanded(PREPARED, ["= sum_t ("])
