"""Derivatives against central differences in float64."""

from collections.abc import Callable
from typing import Any

import numpy as np

from graders.sdk.check.closeness import close
from graders.sdk.errors import Mismatch, Refused, SuiteError, message
from graders.sdk.show import as_array

_STEP = 1e-6
Array = np.ndarray[Any, Any]


def _numbers(value: Any) -> Array:
    array = as_array(value)
    if array is None:
        raise Refused(message("sdk.expected-number", got=type(value).__name__))
    return array.astype(np.float64)


def _at(like: Any, point: Array) -> Any:
    return point if isinstance(like, np.ndarray | float | int) else like.new_tensor(point)


def differences(f: Callable[[Any], Any], x: Any) -> Array:
    """Central differences: the axes of ``f(x)``, then those of ``x``."""
    point = _numbers(x)
    columns = []
    for place in np.ndindex(point.shape):
        step = _STEP * max(1.0, abs(float(point[place])))
        above, below = point.copy(), point.copy()
        above[place] += step
        below[place] -= step
        gap = above[place] - below[place]
        columns.append((_numbers(f(_at(x, above))) - _numbers(f(_at(x, below)))) / gap)
    if not columns:
        raise SuiteError("a derivative at an empty array")
    return np.stack(columns, axis=-1).reshape(columns[0].shape + point.shape)


def gradient(
    grad: Any, f: Callable[[Any], Any], x: Any, rtol: float = 1e-5, *, say: Any = None
) -> None:
    """``grad`` agrees with central differences of the number ``f(x)``; has the shape of ``x``."""
    want = differences(f, x)
    if want.shape != _numbers(x).shape:
        raise Mismatch(message("sdk.expected-number", got=str(want.shape)), outcome="refused")
    close(grad, want, rtol, say=say)


def jacobian(
    jac: Any, f: Callable[[Any], Any], x: Any, rtol: float = 1e-5, *, say: Any = None
) -> None:
    """``jac`` agrees with central differences: axes of the result, then of the argument."""
    close(jac, differences(f, x), rtol, say=say)
