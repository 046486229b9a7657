"""Typed numbers: grouped thousands, decimal marks, and the cases in which somebody must ask."""

import math
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from graders.contracts import Message
from graders.maths.numbers import NumberKind, canonical, exact, label, read, shown
from graders.maths.scalar import Number
from graders.messages import catalogue
from graders.notation import number

KINDS: tuple[NumberKind, ...] = ("integer", "real")
NARROW, NBSP = "\u202f", "\u00a0"


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("17300", 17300),
        (" 17300 ", 17300),
        ("17 300", 17300),
        (f"17{NARROW}300", 17300),
        (f"17{NBSP}300", 17300),
        ("17,300", 17300),
        ("17.300", 17300),
        ("38.208", 38208),
        ("17'300", 17300),
        ("17’300", 17300),
        ("17_300", 17300),
        ("1.234.567", 1234567),
        ("1,234,567", 1234567),
        ("1 234 567", 1234567),
        ("17300.0", 17300),
        ("17,300.00", 17300),
        ("17300.", 17300),
        ("1e5", 100000),
        ("3.8208e4", 38208),
        ("3,8208e4", 38208),
        ("3,8208 × 10⁴", 38208),
        ("3.8208 x 10^4", 38208),
        ("10^5", 100000),
        ("-12", -12),
        ("−12", -12),
        ("+12", 12),
        ("١٢", 12),
        ("１２", 12),
        ("4*(72 + 100 + 1)*100", 69200),
        ("17 300 + 20 100", 37400),
        ("007", 7),
        ("0", 0),
        ("6/2", 3),
        (38208, 38208),
        (38208.0, 38208),
    ],
)
def test_integers(typed: Any, value: int) -> None:
    assert read(typed, "integer").values == (value,)


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("0,25", Fraction(1, 4)),
        ("0.25", Fraction(1, 4)),
        (".25", Fraction(1, 4)),
        (",25", Fraction(1, 4)),
        ("3.142", Fraction(3142, 1000)),
        ("0,125", Fraction(1, 8)),
        ("1234,567", Fraction(1234567, 1000)),
        ("1 234,5", Fraction(12345, 10)),
        ("1.234,5", Fraction(12345, 10)),
        ("1,234.5", Fraction(12345, 10)),
        ("1,234,567", 1234567),
        ("1.234.567", 1234567),
        ("1'234.5", Fraction(12345, 10)),
        ("12,34", Fraction(1234, 100)),
        ("3/8", Fraction(3, 8)),
        ("-3/8", Fraction(-3, 8)),
        ("10^-3", Fraction(1, 1000)),
        ("10⁻³", Fraction(1, 1000)),
        (f"3,5{NBSP}×{NBSP}10⁻⁷", Fraction(35, 10**8)),
        ("2e-4", Fraction(2, 10**4)),
        ("1,234e2", Fraction(1234, 10)),
        ("1,234 × 10²", Fraction(1234, 10)),
        ("1,234*10^-2", Fraction(1234, 10**5)),
        ("1,5*2", 3),
        (0.1, Fraction(1, 10)),
    ],
)
def test_exact_reals(typed: Any, value: Fraction | int) -> None:
    assert read(typed, "real").values == (value,)


@pytest.mark.parametrize(
    ("typed", "value"),
    [("ln(5)", math.log(5)), ("sqrt(2)/2", math.sqrt(0.5)), ("2*pi", math.tau), ("e^2", math.e**2)],
)
def test_real_expressions(typed: str, value: float) -> None:
    assert read(typed, "real").value == pytest.approx(value, rel=1e-15)


@pytest.mark.parametrize(
    ("typed", "values"),
    [
        ("1,234", (Fraction(1234, 1000), 1234)),
        ("-1,234", (Fraction(-1234, 1000), -1234)),
        ("123,456", (Fraction(123456, 1000), 123456)),
        ("1,000", (1, 1000)),
        ("1,234*2", (Fraction(2468, 1000), 2468)),
    ],
)
def test_a_comma_before_three_digits_has_two_readings_in_a_real_question(
    typed: str, values: tuple[Number, ...]
) -> None:
    assert read(typed, "real").values == values
    assert read(typed, "real").value is None


@pytest.mark.parametrize(
    ("typed", "kind", "reason"),
    [
        ("", "integer", "number.empty"),
        ("  \u200b", "real", "number.empty"),
        (None, "real", "number.empty"),
        ("beaucoup", "integer", "number.unreadable-integer"),
        ("x", "real", "number.unreadable-real"),
        ("1 23", "integer", "number.unreadable-integer"),
        ("1 2", "real", "number.unreadable-real"),
        ("1.2.3", "real", "number.unreadable-real"),
        ("1,2,3", "integer", "number.unreadable-integer"),
        ("12,34,567", "integer", "number.unreadable-integer"),
        ("max(1,5;2)", "real", "number.unreadable-real"),
        ("3 = 3", "integer", "number.unreadable-integer"),
        ("17300 params", "integer", "number.unreadable-integer"),
        ("__import__('os')", "real", "number.unreadable-real"),
        ("²", "integer", "number.unreadable-integer"),
        ("Ⅻ", "integer", "number.unreadable-integer"),
        ("½", "real", "number.unreadable-real"),
        ("1,5", "integer", "number.not-integer"),
        ("7/2", "integer", "number.not-integer"),
        ("ln(5)", "integer", "number.not-integer"),
        ("NaN", "real", "number.not-finite"),
        ("-inf", "real", "number.not-finite"),
        ("∞", "integer", "number.not-finite"),
        (math.nan, "real", "number.not-finite"),
        (math.inf, "integer", "number.not-finite"),
        ("1/0", "real", "number.zero-division"),
        ("ln(-1)", "real", "number.undefined"),
        ("9^9^9^9", "integer", "number.too-large"),
        ("1e99999", "integer", "number.too-large"),
        ([], "integer", "number.not-text"),
        ({"a": 1}, "real", "number.not-text"),
        ([[["1"]]], "integer", "number.not-text"),
        (True, "integer", "number.not-text"),
    ],
)
def test_what_cannot_be_read_gets_a_sentence(typed: Any, kind: NumberKind, reason: str) -> None:
    reading = read(typed, kind)
    assert reading.values == ()
    assert reading.problem is not None
    assert reading.problem.id == reason
    assert reason in catalogue()


def test_what_is_gigantic_is_refused_before_it_is_read() -> None:
    for raw in ("9" * 10_000_000, "(" * 10_000_000, 10**5000):
        for kind in KINDS:
            assert read(raw, kind).problem == Message("number.too-long", {"limit": 200})


@given(st.integers(-(10**18), 10**18), st.sampled_from(["fr", "en"]))
def test_our_own_notation_of_an_integer_is_read(value: int, language: str) -> None:
    assert read(number(value, language), "integer").value == value


@given(st.integers(0, 10**12), st.sampled_from([" ", NARROW, NBSP, ",", ".", "'", "’"]))
def test_one_separator_groups_thousands_of_an_integer(value: int, mark: str) -> None:
    assert read(f"{value:,}".replace(",", mark), "integer").value == value


@given(st.floats(1e-12, 1e12), st.sampled_from(["fr", "en"]))
def test_our_own_notation_of_a_real_is_among_the_readings(value: float, language: str) -> None:
    readings = read(number(value, language, digits=9), "real").values
    assert any(math.isclose(found, value, rel_tol=1e-8) for found in readings)


@given(st.text(max_size=60), st.sampled_from(["integer", "real"]))
def test_any_text_is_read_or_refused(text: str, kind: NumberKind) -> None:
    reading = read(text, kind)
    assert bool(reading.values) != (reading.problem is not None)


@given(
    st.text(alphabet="0123456789 .,'eE+-*/^()xX×⁻²٢\u202f", max_size=40),
    st.sampled_from(["integer", "real"]),
)
@example(text="1/e", kind="real")  # no fraction: a float, and 1/e is no finite decimal
def test_number_like_text_is_read_or_refused(text: str, kind: NumberKind) -> None:
    for value in read(text, kind).values:
        assert math.isfinite(value) if isinstance(value, float) else True
        again = exact(canonical(value))
        assert (float(again) if isinstance(value, float) else again) == value
        assert kind == "real" or isinstance(value, int)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=10),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=6,
)


@given(JSON)
def test_any_json_is_read_or_refused(raw: Any) -> None:
    for kind in KINDS:
        reading = read(raw, kind)
        assert bool(reading.values) != (reading.problem is not None)


def test_what_is_shown_and_offered() -> None:
    assert [shown(v) for v in (17300, Fraction(3, 8), Fraction(1, 3), 10**20, 0.5)] == [
        17300, 0.375, "1/3", "100000000000000000000", 0.5,
    ]  # fmt: skip
    assert [label(v) for v in (1234, Fraction(1234, 1000))] == ["1234", "1.234 (≈ 1)"]


@pytest.mark.parametrize("text", ["", "x", "1/0", "nan", "1 2"])
def test_only_canonical_texts_are_exact(text: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        exact(text)
