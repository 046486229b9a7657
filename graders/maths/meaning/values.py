"""Values of formulas: an array and, entry by entry, the size of the terms it was summed from.

The second is what an error is measured against: where large terms cancel, float64 leaves noise
of their size. ``Neutral`` values (I, ones, empty products) are numbers until they meet an array.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np

Array = np.ndarray[Any, np.dtype[np.float64]]


@dataclass(frozen=True, slots=True)
class Value:
    """``array`` float64 and ``terms``, of the same shape: the sum of absolute terms."""

    array: Array
    terms: Array

    @classmethod
    def exact(cls, array: Any) -> "Value":
        """A value that is no sum."""
        known = np.asarray(array, dtype=np.float64)
        return cls(known, np.abs(known))


def add(left: Value, right: Value, sign: int) -> Value:
    """Sum or difference, broadcasting numbers."""
    return Value(left.array + sign * right.array, left.terms + right.terms)


def spread(value: Value, like: Value, neutral: str) -> Value:
    """A neutral value with the shape of ``like``: c I, or c in each entry."""
    if not neutral or value.array.shape == like.array.shape:
        return value
    one = np.eye(like.array.shape[0]) if neutral == "I" and like.array.ndim == 2 else 1.0
    full = np.ones(like.array.shape) * one
    return Value(value.array * full, value.terms * full)


def contract(left: Value, right: Value, *, outer: bool) -> Value:
    """Matrix product; numbers scale, ``outer`` is column times row."""
    if not left.array.ndim or not right.array.ndim:
        return times(left, right)
    if outer:
        return Value(
            np.multiply.outer(left.array, right.array), np.multiply.outer(left.terms, right.terms)
        )
    return Value(_dot(left.array, right.array), _dot(left.terms, right.terms))


def _dot(left: Array, right: Array) -> Array:
    """The last axis of one with the first of the other: ``tensordot`` without its preparations."""
    if right.ndim <= 2:
        return np.asarray(left.dot(right))
    flat = left.dot(right.reshape(right.shape[0], -1))
    return np.asarray(flat).reshape(left.shape[:-1] + right.shape[1:])


def times(left: Value, right: Value) -> Value:
    """Entrywise product."""
    return Value(left.array * right.array, left.terms * right.terms)


def power(base: Value, exponent: int) -> Value:
    """A square matrix to an integer power; the inverse for negative ones."""
    if exponent < 0:
        inverse = np.linalg.inv(base.array)
        base, exponent = Value.exact(inverse), -exponent
    return Value(
        np.linalg.matrix_power(base.array, exponent), np.linalg.matrix_power(base.terms, exponent)
    )


def nudged(array: Array, by: float) -> Array:
    """Each entry changed by about ``by`` of itself, not all alike: Q in Q Λ Q⁻¹ must show."""
    pattern = 1 + np.sin(1.0 + np.arange(array.size)) / 2
    return np.asarray(array * (1 + by * pattern.reshape(array.shape)))
