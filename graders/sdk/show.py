"""Values as typed details that the page draws: small arrays whole, others by their shape."""

import math
from typing import Any

import numpy as np

from graders.sdk.values import torch

SIDE, TEXT, NAMES = 8, 200, 12


def number(value: Any) -> float | int | str | bool:
    """A number that JSON can hold: NaN and infinities become words."""
    if isinstance(value, bool | np.bool_):
        return bool(value)
    if isinstance(value, int | np.integer):
        return int(value) if abs(int(value)) < 2**53 else str(int(value))
    if isinstance(value, complex | np.complexfloating):
        return f"{value:.6g}"
    real = float(value)
    return real if math.isfinite(real) else str(real)


def as_array(value: Any) -> np.ndarray[Any, Any] | None:
    """An array of numbers, or None if ``value`` is none."""
    t = torch()
    if t is not None and isinstance(value, t.Tensor):
        plain = value.detach()
        return np.asarray((plain.float() if plain.dtype == t.bfloat16 else plain).numpy())
    if isinstance(value, np.ndarray | np.generic | bool | int | float | complex):
        array = np.asarray(value)
    elif isinstance(value, list | tuple):
        try:
            array = np.asarray([as_array(item) for item in value])
        except (ValueError, TypeError):
            return None
    else:
        return None
    return array if array.dtype.kind in "biufc" else None


def dtype_of(value: Any) -> str:
    """The dtype in the words of its library, or the type's name."""
    dtype = getattr(value, "dtype", None)
    return str(dtype) if dtype is not None else type(value).__name__


def drawn(value: Any) -> dict[str, Any]:
    """``{"shape", "dtype", "entries"}``; ``entries`` only for what fits; text for other data."""
    array = as_array(value)
    if array is None:
        return {"text": repr(value)[:TEXT]}
    fact: dict[str, Any] = {"shape": list(array.shape), "dtype": dtype_of(value)}
    if array.ndim <= 2 and array.size and max(array.shape, default=1) <= SIDE:
        fact["entries"] = _rows(array)
    return fact


def _rows(array: np.ndarray[Any, Any]) -> Any:
    if array.ndim == 0:
        return number(array[()])
    if array.ndim == 1:
        return [number(entry) for entry in array]
    return [[number(entry) for entry in row] for row in array]


def inputs_detail(inputs: dict[str, Any] | None) -> list[dict[str, Any]]:
    """The detail ``inputs`` for what an author passes as ``inputs=``."""
    if not inputs:
        return []
    values = [{"name": str(name)[:40], **drawn(v)} for name, v in list(inputs.items())[:NAMES]]
    return [{"type": "inputs", "values": values}]
