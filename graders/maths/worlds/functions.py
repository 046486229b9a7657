"""Elementwise functions of worlds, and their derivatives, in torch float64 and in NumPy."""

from collections.abc import Callable
from typing import Any

import numpy as np
import torch

sigmoid = torch.sigmoid

Array = np.ndarray[Any, np.dtype[np.float64]]


def _sigma(x: Array) -> Array:
    return np.asarray(0.5 * (1 + np.tanh(x / 2)))


def _step(x: Array) -> Array:
    return np.asarray((x > 0).astype(float))


NUMPY: dict[tuple[str, int], Callable[[Array], Array]] = {
    ("sigma", 0): _sigma,
    ("sigma", 1): lambda x: _sigma(x) * (1 - _sigma(x)),
    ("sigma", 2): lambda x: _sigma(x) * (1 - _sigma(x)) * (1 - 2 * _sigma(x)),
    ("tanh", 0): np.tanh,
    ("tanh", 1): lambda x: 1 - np.tanh(x) ** 2,
    ("tanh", 2): lambda x: -2 * np.tanh(x) * (1 - np.tanh(x) ** 2),
    ("exp", 0): np.exp,
    ("exp", 1): np.exp,
    ("log", 0): np.log,
    ("log", 1): lambda x: 1 / x,
    ("sqrt", 0): np.sqrt,
    ("relu", 0): lambda x: np.maximum(x, 0),
    ("relu", 1): _step,
    ("sin", 0): np.sin,
    ("sin", 1): np.cos,
    ("cos", 0): np.cos,
    ("cos", 1): lambda x: -np.sin(x),
    ("abs", 0): np.abs,
}
"""By name and number of primes."""
