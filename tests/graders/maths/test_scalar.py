"""Scalar arithmetic: exact, bounded, and clear about what it cannot read."""

import math
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graders.maths.arithmetic import MAX_BITS
from graders.maths.scalar import ExpressionError, Number, evaluate, names_in
from graders.messages import catalogue

NAMES: dict[str, Number] = {
    "n_in": 72, "n_h": 100, "C": 8, "x": 0.5, "rnn1.sum": 17300, "rnn2.sum": 20100,
}  # fmt: skip


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("n_h*(n_in + n_h + 1)", 17300),
        ("4*n_h*(n_in+n_h+1)", 69200),
        ("rnn1.sum + rnn2.sum + n_h*C + C", 38208),
        ("2 + 3 * 4 ^ 2", 50),
        ("2**10", 1024),
        ("-2^2", -4),
        ("2^-1", Fraction(1, 2)),
        ("2^3^2", 512),
        ("10 - 4 - 3", 3),
        ("12 / 4 / 3", 1),
        ("2*-3", -6),
        ("--3", 3),
        ("3/8", Fraction(3, 8)),
        ("0.1 + 0.2", Fraction(3, 10)),
        ("3.8208e4", 38208),
        ("10^-3", Fraction(1, 1000)),
        ("sqrt(49/4)", Fraction(7, 2)),
        ("min(3, 1, 2) + max(1/2, 1/3)", Fraction(3, 2)),
        ("floor(7/2) + ceil(7/2) + round(7/2) + round(-5/2)", 8),
        ("abs(-3)", 3),
        ("7 × 2 − 4 ÷ 2", 12),
        ("(-1)^1000001", -1),
        ("0^0", 1),
    ],
)
def test_exact_values(text: str, value: int | Fraction) -> None:
    found = evaluate(text, NAMES)
    assert found == value
    assert type(found) is type(value)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("exp(1)", math.e),
        ("ln(5)", math.log(5)),
        ("log(e)", 1.0),
        ("sin(pi/2) + cos(0)", 2.0),
        ("tan(pi/4)", 1.0),
        ("tanh(x)", math.tanh(0.5)),
        ("sigmoid(-1000)", 0.0),
        ("sigmoid(0)", 0.5),
        ("sqrt(2)", math.sqrt(2)),
        ("2^0.5", math.sqrt(2)),
    ],
)
def test_real_values(text: str, value: float) -> None:
    assert evaluate(text, NAMES) == pytest.approx(value, abs=1e-15)


@pytest.mark.parametrize(
    ("text", "reason", "position"),
    [
        ("", "maths.empty", 0),
        ("2 +", "maths.ends", 3),
        ("2 * (3 + 4", "maths.unclosed", 10),
        ("2 3", "maths.unexpected", 2),
        ("2 $ 3", "maths.character", 2),
        ("1 + m", "maths.unknown-name", 4),
        ("1 + sqrt", "maths.not-called", 4),
        ("__import__(1)", "maths.unknown-function", 0),
        ("exp(1, 2)", "maths.arguments", 0),
        ("1/(n_h - 100)", "maths.zero-division", 0),
        ("0^-1", "maths.zero-division", 1),
        ("ln(0)", "maths.undefined", 0),
        ("sqrt(-1)", "maths.undefined", 0),
        ("(-8)^(1/3)", "maths.undefined", 4),
        ("exp(1000)", "maths.too-large", 0),
        ("9^9^9^9", "maths.too-large", 3),
        ("1e999999999", "maths.too-large", 0),
        ("2^100000", "maths.too-large", 1),
        ("(" * 50 + "1" + ")" * 50, "maths.too-deep", 40),
        ("1" * 1001, "maths.too-long", 1000),
        ("١٢", "maths.character", 0),
    ],
)
def test_says_why_and_where(text: str, reason: str, position: int) -> None:
    with pytest.raises(ExpressionError) as caught:
        evaluate(text, NAMES)
    assert caught.value.said.id == reason
    assert caught.value.position == position
    assert str(caught.value) == caught.value.message != reason


def test_names_are_those_to_be_given() -> None:
    assert names_in("n_h*(n_in + 1) + rnn1.sum + pi + exp(e) + max(a, 2)") == {
        "n_h", "n_in", "rnn1.sum", "a",
    }  # fmt: skip


def test_a_given_name_hides_a_constant() -> None:
    assert evaluate("2*e", {"e": 5}) == 10


def test_a_value_that_is_no_number_is_refused() -> None:
    with pytest.raises(ExpressionError, match="not a number"):
        evaluate("mode + 1", {"mode": "sum"})  # type: ignore[dict-item]


@given(st.text(alphabet="0123456789.+-*/^(), eE_nmsqrtlnpi", max_size=60))
def test_any_text_has_a_bounded_value_or_a_reason(text: str) -> None:
    value = _outcome(text, {"n": 3, "m": 0.25})
    if isinstance(value, ExpressionError):
        assert 0 <= value.position <= len(text)
    else:
        assert math.isfinite(value) if isinstance(value, float) else _bits(value) <= MAX_BITS


def _outcome(text: str, names: dict[str, Number]) -> Number | ExpressionError:
    try:
        return evaluate(text, names)
    except ExpressionError as error:
        return error


def _bits(value: int | Fraction) -> int:
    return max(value.numerator.bit_length(), value.denominator.bit_length())


@given(st.text(max_size=80))
def test_no_text_crashes(text: str) -> None:
    found = _outcome(text, {})
    if isinstance(found, ExpressionError):
        assert found.said.id in catalogue()


Case = tuple[str, Fraction]
_LEAF = st.integers(0, 50).map(lambda n: (str(n), Fraction(n)))


def _joined(inner: st.SearchStrategy[Case]) -> st.SearchStrategy[Case]:
    def join(parts: tuple[Case, str, Case]) -> Case:
        (left, a), sign, (right, b) = parts
        value = {"+": a + b, "-": a - b, "*": a * b, "/": a / (b or 1)}[sign]
        right = right if b or sign != "/" else "1"
        return f"({left} {sign} {right})", value

    return st.tuples(inner, st.sampled_from("+-*/"), inner).map(join)


@given(st.recursive(_LEAF, _joined, max_leaves=8))
def test_agrees_with_rational_arithmetic(case: Case) -> None:
    text, value = case
    assert evaluate(text, {}) == value
