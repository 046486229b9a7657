"""Numbers in the reader's notation: 17 300 and 0,5 in French, 17,300 and 0.5 in English."""

import math
from decimal import Decimal
from fractions import Fraction

NARROW, NBSP, MINUS = "\N{NARROW NO-BREAK SPACE}", "\N{NO-BREAK SPACE}", "\N{MINUS SIGN}"
_SUPERSCRIPT = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


def number(value: int | float | Decimal | Fraction, language: str, digits: int = 6) -> str:
    """``value`` with at most ``digits`` significant digits; integers in full; 1e-7 as 10⁻⁷."""
    if isinstance(value, Fraction) and value.denominator == 1:
        value = int(value)
    if isinstance(value, int):
        return _signed(value < 0, _grouped(str(abs(value)), language))
    real = float(value)
    if math.isnan(real):
        return "NaN"
    if math.isinf(real):
        return _signed(real < 0, "∞")
    return _signed(real < 0, _real(abs(real), language, digits))


def _signed(negative: bool, text: str) -> str:
    return MINUS + text if negative else text


def _grouped(digits: str, language: str) -> str:
    mark = NARROW if language == "fr" else ","
    return f"{int(digits):,}".replace(",", mark) if len(digits) < 4000 else digits


def _real(real: float, language: str, digits: int) -> str:
    if real == 0 or 1e-4 <= real < 1e15:
        whole = len(str(int(real)))
        return _decimal(f"{real:.{max(0, digits - whole)}f}", language)
    mantissa, exponent = f"{real:.{digits - 1}e}".split("e")
    power = "10" + str(int(exponent)).translate(_SUPERSCRIPT)
    shown = _decimal(mantissa, language)
    return power if shown == "1" else f"{shown}{NBSP}×{NBSP}{power}"


def _decimal(text: str, language: str) -> str:
    whole, _, decimals = text.partition(".")
    decimals = decimals.rstrip("0")
    mark = "," if language == "fr" else "."
    return _grouped(whole, language) + (mark + decimals if decimals else "")
