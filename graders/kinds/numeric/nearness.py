"""How a wrong number is wrong, where that can be told from the number alone."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from graders.kinds.expected import APART, near, slack
from graders.maths.numbers import exact

POWERS = (1, 2, 3, 4, 5, 6)


def nearness(prepared: Mapping[str, Any], value: Fraction) -> str:
    """``sign``, ``power-of-ten``, ``close`` or just ``wrong``: the end of a message id."""
    right, tolerance = exact(prepared["answer"]), prepared["tolerance"]
    if right == 0 or value == 0:
        return "wrong"
    if near(-value, right, tolerance):
        return "sign"
    if abs(value - right) <= APART * slack(right, tolerance):
        return "close"
    if any(near(value * shift, right, tolerance) for p in POWERS for shift in _shifts(p)):
        return "power-of-ten"
    return "wrong"


def _shifts(power: int) -> tuple[Fraction, Fraction]:
    return Fraction(10**power), Fraction(1, 10**power)
