"""What people type for mathematics, and what is understood of it."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graders.maths.errors import ExpressionError
from graders.maths.language import Known, printing, read, read_expression
from graders.messages import render

KNOWN = Known(
    frozenset(
        "A D L M Q Lambda U W W_f a c ctilde d f g h i k n o t T u v x y z lambda".split()  # noqa: SIM905
    )
)
SAME = [
    (r"\operatorname{Diag}(\sigma'(z_t)) W", "Diag(sigma'(z_t)) W", "Diag(σ'(z_t)) * W"),
    (r"Diag(\sigma')\times A", "Diag(σ') A", "Diag(s') A".replace("s'", "σ′")),
    (r"\frac{\partial L}{\partial W}", "∂L/∂W", "dL/dW", "d L / d W", r"\frac{dL}{dW}",
     r"\frac{\mathrm{d}L}{\mathrm{d}W}", r"\partial L / \partial W", "partial L/partial W"),
    (r"\frac{\partial^+ h_k}{\partial W}", "∂⁺h_k/∂W", "∂+h_k/∂W",
     r"\frac{\partial^{+}h_k}{\partial W}"),
    (r"\sum_{t=1}^{T} \sum_{k=1}^t g_t", "sum(t=1..T) sum(k=1..t) g_t", "Σ_{t=1}^T Σ_{k=1}^t g_t",
     r"\sum^T_{t=1}\sum\limits_{k=1}^{t}g_t", "∑_{t=1}^T sum_(k=1)^t g_t",
     "sum_t=1^T sum_k=1^t g_t", "sum_{t=1}^{T} sum(k=1..t) g_t"),
    (r"\sum_k g_k", "sum_k g_k", "sum_{k} g_k", "sum(k) g_k"),
    (r"\prod_{j=t}^{k+1} D_j W", "prod(j=t..k+1) D_j W", "Π_{j=t}^{k+1} D_j W",
     "∏_{j=t}^{k+1} D_jW"),
    (r"W^\top g", "W.T g", r"{}^t W g", r"{}^{t}W g", r"W^{\mathsf{T}} g", "W^{⊤} g", "Wᵀ g",
     r"W^{\mathrm{T}} g", r"W^{\intercal} g"),
    ("1-h_t^2", "1 − h_t²", "1 - h_{t}^{2}", "1-h_t**2", "1-h_(t)^(2)".replace("^(2)", "^2")),
    (r"\tilde{c}_t", r"\tilde c_t", "ctilde_t", "c̃_t", r"\widetilde{c}_{t}"),
    (r"u \odot (1-u)", "u .* (1-u)", "u ∘ (1 - u)", "u odot (1 - u)", "u circ (1-u)",
     r"u\circ\left(1-u\right)", "u⊙[1-u]"),
    ("A_{ij} v_j", "A_ij v_j", "A_{i,j} v_j", "A_{i j}v_j", "A_(i,j) * v_j"),
    ("h_0", "h0", "h_{0}", "h₀"),
    (r"Q \Lambda^{n} Q^{-1}", "Q Λ^n Q^(-1)", "Q Lambda^n Q⁻¹", r"Q\Lambda^nQ^{-1}"),
    (r"\lVert W \rVert_2 ", "‖W‖_2", "||W||_2", r"\|W\|_{2}", r"\left\|W\right\|_2"),
    (r"\tanh'(c_t)", "tanh'(c_t)", r"\tanh^{\prime}(c_t)", "tanh’(c_t)"),
    (r"\tanh^2(c_t)", "tanh(c_t)^2", "tanh²(c_t)", "th(c_t)^2"),
    (r"\frac{1}{4}", r"\frac14", "1/4", r"\tfrac{1}{4}"),
    ("0.25 h_t", "0{,}25 h_t".replace("{,}", "."), r"0{,}25\, h_t"),
    (r"\begin{pmatrix}1&2\\3&4\end{pmatrix}", "[[1, 2], [3, 4]]", "[[1,2],[3,4]]"),
    ("W h_{t-1}", "Wh_{t-1}", "W*h_(t-1)", r"Wh_{t-1}\;", r"$W\,h_{t-1}$"),
    ("x_t^{(2)}", r"x_{t}^{(2)}", r"x^{(2)}_t"),
    (r"\sigma(Wh_{t-1}+Ux_t)", "σ(W h_{t-1} + U x_t)", "sigmoid(W h_{t-1} + U x_t)"),
]  # fmt: skip


@pytest.mark.parametrize("spellings", SAME, ids=lambda s: s[0])
def test_spellings_of_one_formula(spellings: tuple[str, ...]) -> None:
    trees = {read_expression(said, KNOWN) for said in spellings}
    assert len(trees) == 1, [printing.plain(tree) for tree in trees]


@pytest.mark.parametrize(
    ("said", "left", "relation", "right"),
    [
        ("∂L/∂W = A", "∂L/∂W", "=", "A"),
        ("= A", None, "=", "A"),
        ("A", None, "", "A"),
        (r"\|W\| \leq 4", "‖W‖", "<=", "4"),
        (r"\Rightarrow u \geqslant v.", "u", ">=", "v"),
        (r"&= A,", None, "=", "A"),
        (r"\frac{\partial L}{\partial W} \approx A", "∂L/∂W", "=", "A"),
    ],
)
def test_a_line_has_two_sides(said: str, left: str | None, relation: str, right: str) -> None:
    line = read(said, KNOWN)
    assert (line.left and printing.plain(line.left)) == left
    assert (line.relation, printing.plain(line.right)) == (relation, right)


@pytest.mark.parametrize(
    ("said", "understood"),
    [
        ("f ⊙ W x", "f ⊙ W x"),
        ("W x ⊙ f + c", "W x ⊙ f + c"),
        ("2 sum(t=1..3) a_t + c", "2 (sum_{t=1}^{3} a_{t}) + c"),
        ("-W h", "-W h"),
        ("a / g c", "(a / g) c"),
        ("W^T-1", "(W^{T}) - 1".replace("(W^{T})", "W^{T}")),
        ("W^{T-1}", "W^{T - 1}"),
        ("tanh c_t", "tanh(c_{t})"),
        ("(A v)_i", "(A v)_{i}"),
        ("e^{-z}", "e^{-z}"),
        ("2 × -3", "2 × (-3)".replace("× (-3)", "(-3)")),
    ],
)
def test_what_binds_first(said: str, understood: str) -> None:
    assert printing.plain(read_expression(said, KNOWN)) == understood


def test_a_decimal_comma_where_it_is_one() -> None:
    french = Known(KNOWN.names, comma=True)
    assert read_expression("0,25 h_t", french) == read_expression("0.25 h_t", KNOWN)
    assert read_expression("A_{1,2}", french) == read_expression("A_{1,2}", KNOWN)
    assert read_expression("[[1,2],[3,4]]", french) == read_expression("[[1,2],[3,4]]", KNOWN)


@pytest.mark.parametrize(
    ("said", "reason", "position"),
    [
        ("", "empty", 0),
        ("   ", "empty", 0),
        (r"\frac{a}{g", "unclosed", 10),
        ("(a + c", "unclosed", 6),
        ("a + ", "ends", 4),
        ("a +* c", "unexpected", 3),
        (r"\foo a", "unknown-command", 0),
        ("h_1 + \\dots + h_T", "ellipsis", 6),
        ("h_1 + ... + h_T", "ellipsis", 6),
        ("А v", "lookalike", 0),
        ("a = c = f", "one-relation", 6),
        ("sum a_t", "no-bounds", 0),
        ("c + Σ a_t", "no-bounds", 4),
        ("c + \\prod a_t", "no-bounds", 4),
        ("sum(a_t)", "no-bounds", 0),
        ("sum(∂L/∂W, t=1..T)", "no-bounds", 0),
        ("sum(2 a_t)", "no-bounds", 0),
        ("a \\\\ c", "one-line", 2),
        ("(W h)'", "prime", 5),
        ("W^*", "star", 1),
        ("h_{t.5}", "index", 4),
        ("h_{\\frac{1}{2}}", "index", 3),
        ("∂L/W", "derivative", 3),
        ("∂/∂W L", "operator", 1),
        ("‖W‖_q", "norm-kind", 4),
        ("[[1,2],[3]]", "uneven-rows", 0),
        ("1" * 40, "long-number", 0),
        ("a $ c ¿", "character", 6),
        ("a \x00 c", "character", 2),
        ("∂L/∂W = (a", "unclosed", 10),
        ("((((((((((((((((((((((((((((((((((((((((((((((((", "too-deep", None),
        ("a" + "+a" * 3000, "too-long", None),
    ],
)
def test_what_cannot_be_read_is_told_with_its_place(
    said: str, reason: str, position: int | None
) -> None:
    with pytest.raises(ExpressionError) as caught:
        read(said, KNOWN)
    assert caught.value.said.id == f"maths.{reason}"
    if position is not None:
        assert caught.value.position == position
    for language in ("fr", "en"):
        assert not re.search(r"\{[a-z]+(:[a-z]+)?\}", render(caught.value.said, language))


_PIECES = st.sampled_from(
    r"\frac \partial \sum \prod _{ ^{ } { ( ) [ ] t k W h_t = \le + - ' | \| \odot 1 0.5 , & \\ "  # noqa: SIM905
    r"\left \right \sqrt \tilde ∂ Σ ⊙ ² d T .. … \begin{pmatrix} \end{pmatrix} ^+ sum é 🙂".split()
)


@settings(max_examples=600, deadline=None)
@given(st.lists(_PIECES, max_size=25).map(" ".join) | st.text(max_size=40))
def test_whatever_is_typed_there_is_a_tree_or_a_sentence(said: str) -> None:
    try:
        line = read(said, KNOWN)
    except ExpressionError as reason:
        error = reason
    else:
        assert read_expression(printing.plain(line.right), KNOWN) is not None
        return
    assert 0 <= error.position <= max(len(said), 1)
    assert render(error.said, "fr")


def test_nested_parentheses_by_the_thousand_are_refused_at_once() -> None:
    with pytest.raises(ExpressionError):
        read("(" * 100_000, KNOWN)
    with pytest.raises(ExpressionError):
        read("(" * 1900 + "a" + ")" * 1900, KNOWN)
