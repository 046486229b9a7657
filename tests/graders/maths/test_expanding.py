"""Sums and products written out: what is read, and that the value stays what it was."""

import numpy as np
import pytest

from graders.maths.errors import ExpressionError
from graders.maths.judging.formula import Formula
from graders.maths.language import printing, read_expression
from graders.maths.meaning.evaluation import Evaluation
from graders.maths.meaning.expanding import expand, expandable, values
from graders.maths.meaning.inference import infer
from graders.maths.worlds.functions import NUMPY
from tests.graders.maths.worlds import BPTT, simple_rnn


def written_out(text: str, size: int = 3) -> str:
    """The plain text of a formula of the simple RNN, written out."""
    declared, _ = simple_rnn()
    tree = read_expression(text, declared.known)
    typing = infer(tree, declared)
    return printing.plain(expand(tree, typing, values(typing, size)))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("sum_t ∂L_t/∂W", "∂L_{1}/∂W + ∂L_{2}/∂W + ∂L_{3}/∂W"),
        ("sum_{k=2}^t ∂h_t/∂h_k ∂⁺h_k/∂W", "∂h_{3}/∂h_{2} ∂⁺h_{2}/∂W + ∂h_{3}/∂h_{3} ∂⁺h_{3}/∂W"),
        ("prod(j=t..k+1) Diag(σ'(z_j)) W", "Diag(σ'(z_{3})) W Diag(σ'(z_{2})) W"),
        ("prod(j=k+1..t) W", "W W"),
        ("sum_{k=1}^t prod(j=t..k+1) W", "W W + W + I"),
        ("sum(j=1..0) W", "0"),
        ("sum(j=2..2) h_{j-1}", "h_{1}"),
        ("W - sum_t W", "W - (W + W + W)"),
        ("W + sum_t W^{T-t+1}", "W + W^{3} + W^{2} + W^{1}"),
        ("prod(j=1..t) h_j", "h_{1} ⊙ h_{2} ⊙ h_{3}"),
        ("sum_{i=1}^n W_{ii}", "sum_{i=1}^{n} W_{i, i}"),
        ("h_T + h_t", "h_{3} + h_{3}"),
        ("W (sum_t h_t)", "W (h_{1} + h_{2} + h_{3})"),
    ],
)  # fmt: skip
def test_written_out(text: str, said: str) -> None:
    """For T = 3; t stands at its upper bound, k at its lower."""
    assert written_out(text) == said


@pytest.mark.parametrize(
    "text",
    [BPTT, "sum_t sum_{k=1}^t ∂L_t/∂h_t ∂h_t/∂h_k ∂⁺h_k/∂W", "prod(j=t..k+1) Diag(σ'(z_j)) W",
     "sum_{k=1}^t (prod(j=t..k+1) W) U", "h_t - 2 sum_{k=1}^t k h_k"],
)  # fmt: skip
def test_the_value_stays(text: str) -> None:
    """On a draw with T = 4, the sum and its terms have one value."""
    declared, draws = simple_rnn()
    draw = draws.several()[0]
    tree = read_expression(text, declared.known)
    typing = infer(tree, declared)
    env = values(typing, draw.sizes["T"])
    before = Evaluation(typing, draw, NUMPY).value(tree, env)
    out = Formula(expand(tree, typing, env), declared)
    assert not expandable(out.tree)
    (after,) = out.values(draw)
    np.testing.assert_allclose(after.array, before.array, rtol=1e-12)


def test_too_many_terms_are_refused() -> None:
    """Nested sums may not fill the page."""
    with pytest.raises(ExpressionError) as caught:
        written_out("sum(i=1..8) sum(j=1..8) W")
    assert caught.value.said.id == "maths.too-many-terms"
