"""Shapes are checked before values, and the sentence names what does not fit and what would."""

import pytest

from graders.maths.errors import ExpressionError
from graders.maths.judging.formula import Formula
from graders.maths.language import read_expression
from graders.messages import render
from tests.graders.maths.worlds import simple_rnn


def shape(said: str) -> str:
    declared, _ = simple_rnn()
    return Formula(read_expression(said, declared.known), declared).shape


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("W h_{t-1} + U x_t", "(n,)"),
        ("Diag(σ'(z_t)) W", "(n, n)"),
        ("∂h_k/∂W", "(n, n, n)"),
        ("∂L_t/∂h_t ∂h_t/∂h_k", "(n,)"),
        ("∂L_t/∂h_t ∂⁺h_k/∂W", "(n, n)"),
        ("∂L_t/∂h_t h_{k-1}^T", "(n, n)"),
        ("h_t^T W h_t", "()"),
        ("h_t^T", "(n,)"),
        ("1 - h_t^2", "(n,)"),
        ("1 / (1 + e^{-z_t})", "(n,)"),
        ("h_t ⊙ (1 - h_t)", "(n,)"),
        ("W^{t-k}", "(n, n)"),
        ("I + W", "(n, n)"),
        ("I", "I"),
        ("ones_n", "(n,)"),
        ("ones^T h_t", "()"),
        ("(W h_t)_i", "()"),
        ("σ'(z_{t,i}) W_{ij}", "()"),
        ("∂h_{t,i}/∂x_{t,j}", "()"),
        ("∂h_t/∂U", "(n, n, d)"),
        ("sum_j W_{ij} h_{t,j}", "()"),
        ("prod(j=k+1..t) Diag(σ'(z_j)) W", "(n, n)"),
        ("‖W‖_F + tr(W) + |h_{t,1}|", "()"),
    ],
)
def test_shapes_of_formulas(said: str, expected: str) -> None:
    assert shape(said) == expected


@pytest.mark.parametrize(
    ("said", "reason", "names"),
    [
        ("W x_t", "shape.product.hint", "$U x_{t}$"),
        ("h_t W", "shape.column-left.hint", r"$h_{t}^{\top} W$"),
        ("W h_t^T", "shape.row-right.hint", "$W h_{t}$"),
        ("h_t h_t", "shape.two-columns.hint", r"$h_{t}^{\top} h_{t}$"),
        ("W + U", "shape.sum", "(n, d)"),
        ("h_t ⊙ x_t", "shape.hadamard", "(d,)"),
        ("1 - W", "shape.sum", "(n, n)"),
        ("W / h_t", "division-vector", "entry by entry"),
        ("h_t / W", "division-matrix", "inverse"),
        ("U^2", "power", "(n, d)"),
        ("Diag(W)", "diag", "(n, n)"),
        ("W h", "needs-index", "$h_{t}$"),
        ("W_{i}", "too-many-indices", "$W$"),
        ("V h_t", "unknown-symbol", "$V$"),
        ("σ + W", "needs-argument", r"\sigma"),
        ("h_q", "unknown-index", "`q`"),
        ("W_{ij} x_{t,j}", "two-axes", "`j`"),
        ("101 W", "large-literal", "100"),
        ("∂L/∂y_t", "constant", "data"),
        ("h_{t-7}", None, ""),
        ("sum(k=1..t) prod(j=t..k+1) ∂h_j/∂h_{j-1} ∂⁺h_k/∂W", "product-open", "parentheses, $("),
        ("prod(j=1..t) ∂h_j/∂W", "product-shape", "(n, n, n)"),
        ("∂h_t/∂W^T", "shape.transpose", "three axes"),
    ],
)
def test_what_does_not_fit(said: str, reason: str | None, names: str) -> None:
    if reason is None:
        assert shape(said) == "(n,)"  # only values tell that it leaves its bounds
        return
    with pytest.raises(ExpressionError) as caught:
        shape(said)
    assert caught.value.said.id == f"maths.{reason}"
    assert names in render(caught.value.said, "en")
    assert render(caught.value.said, "fr") != render(caught.value.said, "en")
