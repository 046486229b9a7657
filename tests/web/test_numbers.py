from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from web.text import numbers
from web.text.typography import NBSP


@pytest.mark.parametrize(
    ("value", "fr", "en"),
    [
        (17300, f"17{NBSP}300", "17,300"),
        (-5, "−5", "−5"),
        (0.5, "0,5", "0.5"),
        (1e-7, "10⁻⁷", "10⁻⁷"),
        (3.25e-9, f"3,25{NBSP}×{NBSP}10⁻⁹", f"3.25{NBSP}×{NBSP}10⁻⁹"),
        (1234567.891, f"1{NBSP}234{NBSP}568", "1,234,568"),
        (Fraction(1, 4), "0,25", "0.25"),
        (float("nan"), "NaN", "NaN"),
        (float("-inf"), "−∞", "−∞"),
        (0.0, "0", "0"),
        (True, "True", "True"),
        ("38.208", "38.208", "38.208"),
    ],
)
def test_the_readers_notation(value: object, fr: str, en: str) -> None:
    assert numbers.number(value, "fr") == fr
    assert numbers.number(value, "en") == en


@given(st.integers())
def test_integers_are_written_in_full(value: int) -> None:
    shown = numbers.number(value, "fr").replace(NBSP, "").replace("−", "-")
    assert int(shown) == value


@given(st.floats(min_value=1e-3, max_value=1e12))
def test_reals_keep_their_digits(value: float) -> None:
    shown = float(numbers.number(value, "en").replace(",", ""))
    assert shown == pytest.approx(value, rel=1e-5)


@pytest.mark.parametrize(
    ("milli", "fr"),
    [
        (0, "0"),
        (2500, "2,5"),
        (5000, "5"),
        (333, "0,33"),
        (429, "0,43"),
        (2999, "2,99"),
        (4, "0"),
        (-250, "−0,25"),
        (None, "–"),
    ],
)
def test_points(milli: int | None, fr: str) -> None:
    assert numbers.points(milli, "fr") == fr


@given(st.integers(0, 10**6), st.integers(0, 3))
def test_aligned_points_all_have_the_same_decimals(milli: int, places: int) -> None:
    text, ghost = numbers.aligned(milli, "en", places)
    assert text == numbers.points(milli, "en")
    _, _, decimals = (text + ghost).partition(".")
    assert len(decimals) >= min(places, 2)
