"""Numbers and points in the reader's notation: 17 300 and 0,5 in French, 17,300 and 0.5."""

import math
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from fractions import Fraction

from web.text.typography import NBSP

MINUS = "−"
_CENT = Decimal("0.01")
_SUPERSCRIPT = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
_SMALL, _LARGE = 1e-4, 1e15


def number(value: object, language: str, digits: int = 6) -> str:
    """``value`` with at most ``digits`` significant digits; what is no number is shown as it is.

    Integers are always written in full; ``1e-7`` becomes 10⁻⁷.
    """
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal | Fraction):
        return str(value)
    if isinstance(value, int):
        return _signed(value < 0, _grouped(str(abs(value)), language))
    real = float(value)
    if math.isnan(real):
        return "NaN"
    return _signed(real < 0, _magnitude(abs(real), language, digits))


def power_of_ten(value: float) -> str:
    """10⁻³ for 0.001: the marks of a logarithmic axis."""
    return "10" + str(round(math.log10(value))).translate(_SUPERSCRIPT)


def points(milli: object, language: str) -> str:
    """Thousandths of a point as points: ``2500`` is 2,5. ``None`` is a dash: nothing to show.

    Two decimals at most, and never rounded up to a whole number: 2999 is not 3.
    """
    if milli is None or milli == "":
        return "–"
    exact = Decimal(int(str(milli))) / 1000
    value = exact.quantize(_CENT, ROUND_HALF_UP)
    if value == value.to_integral_value() and value != exact:
        value = exact.quantize(_CENT, ROUND_DOWN)
    text = f"{abs(value):f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return _signed(value < 0, _decimal(text, language))


def aligned(milli: object, language: str, places: int = 1) -> tuple[str, str]:
    """``points`` and the decimals it lacks: drawn unseen, they align a column by its mark."""
    text = points(milli, language)
    mark = "," if language == "fr" else "."
    if not text[-1].isdigit() or not places:
        return text, ""
    _, found, rest = text.partition(mark)
    return text, ("" if found else mark) + "0" * max(0, places - len(rest))


def _magnitude(real: float, language: str, digits: int) -> str:
    if math.isinf(real):
        return "∞"
    if real == 0:
        return "0"
    if _SMALL <= real < _LARGE:
        # the whole part is never rounded away
        text = f"{real:.{max(digits, len(str(int(real))))}g}"
        return _decimal(text if "e" not in text else f"{float(text):.0f}", language)
    mantissa, exponent = f"{real:.{digits - 1}e}".split("e")
    mantissa = mantissa.rstrip("0").rstrip(".")
    power = "10" + str(int(exponent)).translate(_SUPERSCRIPT)
    return power if mantissa == "1" else f"{_decimal(mantissa, language)}{NBSP}×{NBSP}{power}"


def _decimal(text: str, language: str) -> str:
    whole, point, rest = text.partition(".")
    mark = "," if language == "fr" else "."
    return _grouped(whole, language) + (mark + rest if point else "")


def _grouped(digits: str, language: str) -> str:
    parts = []
    while len(digits) > 3:
        digits, tail = digits[:-3], digits[-3:]
        parts.append(tail)
    return (NBSP if language == "fr" else ",").join([digits, *reversed(parts)])


def _signed(negative: bool, text: str) -> str:
    return MINUS + text if negative and text != "0" else text
