"""How a wrong number is wrong, where that can be told from the number alone."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from graders.kinds.expected import APART, near, slack
from graders.maths.numbers import exact

POWERS = (1, 2, 3, 4, 5, 6)


def nearness(prepared: Mapping[str, Any], value: Fraction) -> str:
    """``sign``, ``power-of-ten``, ``rounded``, ``close`` or ``wrong``: the end of an id."""
    right, tolerance = exact(prepared["answer"]), prepared["tolerance"]
    if right == 0 or value == 0:
        return "wrong"
    if near(-value, right, tolerance):
        return "sign"
    if _is_rounded(value, right):
        return "rounded"
    if abs(value - right) <= APART * slack(right, tolerance):
        return "close"
    if any(near(value * shift, right, tolerance) for p in POWERS for shift in _shifts(p)):
        return "power-of-ten"
    return "wrong"


def decimals_asked(prepared: Mapping[str, Any]) -> int:
    """From how many decimals on the rounded reference is right."""
    right, tolerance = exact(prepared["answer"]), prepared["tolerance"]
    asked = (n for n in range(16) if near(Fraction(round(right, n)), right, tolerance))
    return next(asked, 16)


def _is_rounded(value: Fraction, right: Fraction) -> bool:
    """Whether ``value`` is the reference with fewer decimals: 0.15 for 0.1491."""
    found = (n for n in range(1, 16) if round(value, n) == value)
    decimals = next(found, 0)
    return decimals > 0 and abs(value - right) * 2 * 10**decimals <= 1


def _shifts(power: int) -> tuple[Fraction, Fraction]:
    return Fraction(10**power), Fraction(1, 10**power)
