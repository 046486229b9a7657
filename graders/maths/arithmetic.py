"""Arithmetic that is exact as long as it can be, and bounded always.

Integers and fractions stay exact; a float makes the result a float. Whatever would
be larger than ``MAX_BITS`` bits, infinite or not a number raises ``UnboundedError``.
"""

import math
from collections.abc import Callable
from fractions import Fraction

Number = int | Fraction | float
MAX_BITS = 4096


class UnboundedError(ArithmeticError):
    """The value is too large, or does not exist: ``args[0]`` is the name of the reason."""


def settled(value: Number) -> Number:
    """The simplest form of ``value``. Raises ``UnboundedError``."""
    if isinstance(value, float):
        if not math.isfinite(value):
            raise UnboundedError("too-large" if math.isinf(value) else "undefined")
        return value
    if max(value.numerator.bit_length(), value.denominator.bit_length()) > MAX_BITS:
        raise UnboundedError("too-large")
    return value.numerator if value.denominator == 1 else value


def real(value: Number) -> float:
    """``value`` as a float. Raises ``UnboundedError`` beyond the range of floats."""
    try:
        return float(value)
    except OverflowError:
        raise UnboundedError("too-large") from None


def add(left: Number, right: Number) -> Number:
    """Sum of two numbers."""
    if isinstance(left, float) or isinstance(right, float):
        return settled(real(left) + real(right))
    return settled(left + right)


def multiply(left: Number, right: Number) -> Number:
    """Product of two numbers."""
    if isinstance(left, float) or isinstance(right, float):
        return settled(real(left) * real(right))
    return settled(left * right)


def divide(left: Number, right: Number) -> Number:
    """Quotient; of two integers an exact fraction."""
    if right == 0:
        raise UnboundedError("zero-division")
    if isinstance(left, float) or isinstance(right, float):
        return settled(real(left) / real(right))
    return settled(Fraction(left) / Fraction(right))


def power(base: Number, exponent: Number) -> Number:
    """``base ** exponent``: exact for an exact base and an integer exponent."""
    if base == 0 and exponent < 0:
        raise UnboundedError("zero-division")
    if isinstance(base, float) or not isinstance(exponent, int):
        return _real_power(real(base), real(exponent))
    size = max(base.numerator.bit_length(), base.denominator.bit_length())
    # 1 and -1 may have any exponent; the size is known before anything is computed
    if size > 1 and (size - 1) * abs(exponent) > MAX_BITS:
        raise UnboundedError("too-large")
    if size <= 1:
        return base if exponent % 2 else base * base if exponent else 1
    return settled(Fraction(base) ** exponent)


def _real_power(base: float, exponent: float) -> Number:
    if base < 0 and not exponent.is_integer():
        raise UnboundedError("undefined")
    try:
        return settled(math.pow(base, exponent))
    except OverflowError:
        raise UnboundedError("too-large") from None
    except ValueError:
        raise UnboundedError("undefined") from None


def root(value: Number) -> Number:
    """Square root, exact where it can be."""
    if value < 0:
        raise UnboundedError("undefined")
    if not isinstance(value, float):
        top, below = math.isqrt(value.numerator), math.isqrt(value.denominator)
        if top * top == value.numerator and below * below == value.denominator:
            return settled(Fraction(top, below))
    return math.sqrt(real(value))


def magnitude(value: Number) -> Number:
    """Absolute value."""
    return -value if value < 0 else value


def sigmoid(value: Number) -> float:
    """The logistic function, without overflow on either side."""
    x = real(value)
    small = math.exp(-abs(x))
    return 1 / (1 + small) if x >= 0 else small / (1 + small)


def nearest(value: Number) -> int:
    """The nearest integer; halves go away from zero, as on paper."""
    size = math.floor(abs(Fraction(value)) + Fraction(1, 2))
    return size if value >= 0 else -size


def through(function: Callable[[float], float]) -> Callable[[Number], Number]:
    """A function on floats as one on our numbers. Raises ``UnboundedError`` off its domain."""

    def applied(value: Number) -> Number:
        try:
            return settled(function(real(value)))
        except OverflowError:
            raise UnboundedError("too-large") from None
        except ValueError:
            raise UnboundedError("undefined") from None

    return applied
