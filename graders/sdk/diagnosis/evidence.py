"""When an array bears a mistake out, and when data are too plain to bear anything out."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from graders.sdk.errors import Said

Array = np.ndarray[Any, Any]

_APART = 100.0
"""A mistake must lead this many tolerances away from the right answer, or it explains nothing."""
_TIGHT, _LOOSE, _FLOAT32 = 1e-9, 1e-5, 3e-6
_DISTINCT = 3
_ROUND = 100


@dataclass(frozen=True)
class Mistake:
    """A named mistake: what is said of it, and the answer that it leads to.

    ``pins``: numbers that were fitted to the answer; each takes one entry's worth of evidence.
    ``noise``: it is told by the form of the numbers, however near they are to the right ones.
    """

    said: Said
    leads_to: Array
    pins: int = 0
    noise: bool = False


def tolerance(got: Array, want: Array, rtol: float) -> float:
    """How near an answer must be to a mistake's, relative to the mistake's largest entry."""
    least = _FLOAT32 if "float32" in (str(got.dtype), str(want.dtype)) else _TIGHT
    return max(least, min(10 * rtol, _LOOSE))


def is_plain(values: Array, pins: int = 0) -> bool:
    """Whether so little stands in ``values`` that many mistakes lead to it.

    Zeros, constants and a few round numbers: several different nonzero magnitudes are asked
    for, or one number that nobody would hit by chance, and one more for each fitted number.
    """
    if not values.size or not np.all(np.isfinite(values)):
        return True
    sizes = np.abs(values).ravel().astype(float)
    largest = float(sizes.max())
    if largest == 0:
        return True
    sizes = sizes[sizes > 1e-6 * largest]
    distinct = np.unique(np.round(sizes / largest, 7))
    if len(distinct) >= _DISTINCT + pins:
        return False
    telling = [x for x in sizes if abs(x * _ROUND - round(x * _ROUND)) > 1e-4]
    return pins > 0 or not telling


def explains(mistake: Mistake, got: Array, want: Array, rtol: float) -> bool:
    """Whether ``got`` is what this mistake leads to, and the right answer clearly is not."""
    made = mistake.leads_to
    if made.shape != got.shape or not made.size:
        return False
    near = tolerance(got, want, rtol) * float(np.max(np.abs(made)))
    with np.errstate(all="ignore"):
        if not float(np.max(np.abs(got - made))) <= near:
            return False
        if is_plain(made, mistake.pins):
            return False
        if made.shape != want.shape:
            return True
        gaps = np.abs(made - want)
    apart = 0.0 if mistake.noise else _APART * near
    return bool(np.count_nonzero(gaps > apart) >= min(2, made.size))
