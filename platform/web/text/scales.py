"""Scales of plots: from values to places, with round numbers to write beside them."""

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

_STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)
_TICKS = 5
_DECADES = 16
_NOTHING = 1e-280
"""A difference so small cannot be divided into steps."""


@dataclass(frozen=True)
class Scale:
    """``scale(value)`` is a place between two ends. ``ticks``: round values that lie on it."""

    low: float
    high: float
    start: float
    end: float
    ticks: tuple[float, ...]
    log: bool = False

    def __call__(self, value: float) -> float:
        """The place of ``value``; of what lies outside, the nearer end."""
        at = math.log10(value) if self.log else value
        share = (at - self.low) / (self.high - self.low)
        return self.start + min(1.0, max(0.0, share)) * (self.end - self.start)


def fitted(
    values: Sequence[float], start: float, end: float, *, log: bool = False, tight: bool = False
) -> Scale:
    """A scale that holds all values. ``tight``: it begins and ends with them."""
    if log:
        low, high = (math.log10(edge(values)) for edge in (min, max))
        low, high = float(math.floor(low)), float(math.ceil(high))
        high = max(high, low + 1)
        every = max(1, math.ceil((high - low) / (_TICKS + 1)))
        powers = range(int(high), int(low) - 1, -every)
        return Scale(low, high, start, end, tuple(10.0**power for power in powers), log=True)
    low, high = (min(values), max(values)) if values else (0.0, 1.0)
    largest = max(abs(low), abs(high))
    if high - low <= max(1e-12 * largest, _NOTHING):
        around = largest / 2 if largest > _NOTHING else 0.5
        low, high = low - around, high + around
    step = _step((high - low) / _TICKS)
    if not tight:
        low, high = step * math.floor(low / step), step * math.ceil(high / step)
    first, last = math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9)
    ticks = tuple(float(f"{step * k:.12g}") for k in range(first, last + 1))
    return Scale(low, high, start, end, ticks)


def _step(rough: float) -> float:
    """The round number next above."""
    power = 10.0 ** math.floor(math.log10(rough))
    return next(power * step for step in _STEPS if power * step >= rough * (1 - 1e-9))


def levels(
    values: Iterable[float | None], count: int, *, log: bool = False
) -> Callable[[float], int]:
    """From a value to one of ``count`` levels, 0 for the least. ``log``: by power of ten."""
    finite = [value for value in values if value is not None and (value > 0 or not log)]
    if not finite:
        return lambda _value: 0
    low, high = min(finite), max(finite)
    if log:
        low, high = math.log10(low), math.log10(high)
        low = max(low, high - _DECADES)

    def level(value: float) -> int:
        if log and value <= 0:
            return 0
        at = math.log10(value) if log else value
        share = (at - low) / (high - low) if high > low else float(at > 0 or log)
        least = 1 if log else 0
        return min(count - 1, max(least, round(share * (count - 1))))

    return level
