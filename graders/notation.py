"""Numbers in the reader's notation: 17 300 and 0,5 in French, 17,300 and 0.5 in English."""

import math
import re
from decimal import Decimal
from fractions import Fraction

NARROW = "\N{NARROW NO-BREAK SPACE}"
NBSP = "\N{NO-BREAK SPACE}"
MINUS = "−"
SMALL, LARGE = 1e-4, 1e15
_RAISE = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
_LOWER = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789")
_RAISED = re.compile("[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+")
_TEX = str.maketrans({NARROW: r"\,", NBSP: " ", ",": "{,}", MINUS: "-", "×": r"\times "})


def number(value: object, language: str, digits: int = 6) -> str:
    """``value`` with at most ``digits`` significant digits; what is no number is shown as it is.

    Integers are written in full up to 30 digits; ``1e-7`` becomes 10⁻⁷.
    """
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal | Fraction):
        return str(value)
    if isinstance(value, int) and abs(value) < 10**30:
        return _signed(value < 0, grouped(str(abs(value)), language))
    if isinstance(value, float | Decimal) and not math.isfinite(value):
        return "NaN" if math.isnan(value) else _signed(value < 0, "∞")
    exact = Fraction(value)
    return _signed(exact < 0, _magnitude(abs(exact), language, digits))


def long(value: object, language: str) -> str:
    """As ``number``, with as many digits as tell it from any other number of float64."""
    digits = range(6, 17) if isinstance(value, float) else ()
    enough = (n for n in digits if isinstance(value, float) and float(f"{value:.{n}g}") == value)
    return number(value, language, next(enough, 17))


def plain(value: object, language: str) -> str:
    """As ``number``, without groups: what was read must not itself read in two ways."""
    text = number(value, language)
    if isinstance(value, bool) or not isinstance(value, int | float | Fraction):
        return text
    return text.replace(NARROW if language == "fr" else ",", "")


def points(milli: object, language: str) -> str:
    """Thousandths of a point as points: ``2500`` is 2,5."""
    if isinstance(milli, bool) or not isinstance(milli, int):
        return str(milli)
    text = f"{Decimal(abs(milli)) / 1000:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return _signed(milli < 0, _decimal(text, language))


def grouped(digits: str, language: str) -> str:
    """Digits in groups of three."""
    parts: list[str] = []
    while len(digits) > 3:
        digits, tail = digits[:-3], digits[-3:]
        parts.append(tail)
    return (NARROW if language == "fr" else ",").join([digits, *reversed(parts)])


def as_tex(value: object, language: str) -> str:
    r"""A number inside ``$…$``: ``17\,300``, ``0{,}5``, ``10^{-7}``; other text as it is."""
    if isinstance(value, str):
        return value
    text = _RAISED.sub(lambda m: "^{" + m[0].translate(_LOWER) + "}", number(value, language))
    return text.translate(_TEX)


def _magnitude(value: Fraction, language: str, digits: int) -> str:
    if value == 0:
        return "0"
    if Fraction(SMALL) <= value < Fraction(LARGE):
        # the whole part is never rounded away
        text = f"{float(value):.{max(digits, len(str(int(value))))}g}"
        return _decimal(text if "e" not in text else f"{float(text):.0f}", language)
    mantissa, exponent = f"{_scientific(value, digits)}".split("e")
    mantissa = mantissa.rstrip("0").rstrip(".") if "." in mantissa else mantissa
    power = "10" + str(int(exponent)).translate(_RAISE)
    return power if mantissa == "1" else f"{_decimal(mantissa, language)}{NBSP}×{NBSP}{power}"


def _scientific(value: Fraction, digits: int) -> str:
    """``value`` as ``1.5e400``: through Decimal, since it may be beyond floats."""
    return f"{Decimal(value.numerator) / Decimal(value.denominator):.{digits - 1}e}"


def _decimal(text: str, language: str) -> str:
    whole, point, rest = text.partition(".")
    mark = "," if language == "fr" else "."
    return grouped(whole, language) + (mark + rest if point else "")


def _signed(negative: bool, text: str) -> str:
    return MINUS + text if negative and text != "0" else text
