"""What every picture is made of: ranges to move, rough numbers, sentences."""

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from web.text import numbers
from web.text.typography import NBSP, typeset

_SHORT = re.compile(r"(?<=\b\w) = ")
"""``P = 0.3``: stays on a line."""
_PLAIN = range(-3, 3)
_CLOSE = 1e-9


@dataclass(frozen=True)
class Control:
    """A range that the reader moves; its script asks for the value by ``key``."""

    key: str
    label: str
    low: str
    high: str
    step: str
    value: str
    text: str
    stepped: bool = False


def control(
    key: str, label: str, limits: tuple[float, float, float], value: float, language: str
) -> Control:
    """A range of numbers. ``limits``: least, most and step."""
    low, high, step = (f"{limit:g}" for limit in limits)
    return Control(key, label, low, high, step, f"{value:g}", numbers.number(value, language))


def stepped(key: str, label: str, most: int, value: int, language: str) -> Control:
    """A range of steps from 0, with buttons for the next and the one before."""
    text = numbers.number(value, language)
    return Control(key, label, "0", str(most), "1", str(value), text, stepped=True)


def rough(log10: float, language: str) -> str:
    """One significant digit of a positive number, given by its logarithm.

    Orders of magnitude are what the picture is about; a number that is asked for cannot be
    read off.
    """
    power = math.floor(log10 + _CLOSE)
    digit = math.floor(10 ** (log10 - power) + 0.5)
    if digit == 10:
        digit, power = 1, power + 1
    if power in _PLAIN:
        value = digit * 10**power if power >= 0 else digit / 10**-power
        return numbers.number(value, language)
    raised = numbers.power_of_ten(10.0**power)
    return raised if digit == 1 else f"{digit}{NBSP}×{NBSP}{raised}"


def fixed(value: float, digits: int, language: str) -> str:
    """A number with at most ``digits`` decimals, halves away from zero."""
    place = Decimal(1).scaleb(-digits)
    shown = float(Decimal(value).quantize(place, ROUND_HALF_UP))
    return numbers.number(shown + 0.0, language)


def equals(value: float, digits: int) -> str:
    """``=`` before a number that ``fixed`` writes in full, ``≈`` before another."""
    return "=" if abs(round(value, digits) - value) < _CLOSE else "≈"


def filled(phrase: str, places: Mapping[str, str], language: str) -> str:
    """The phrase with its ``{places}``, as the scripts fill it."""
    text = _SHORT.sub(f"{NBSP}={NBSP}", typeset(phrase, language))
    for name, value in places.items():
        text = text.replace(f"{{{name}}}", value)
    return text
