"""Why a wrong array is wrong: what it looks like, when it looks like something."""

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from graders.sdk.errors import Said, message

Array = np.ndarray[Any, Any]
_FLOAT32 = 3e-5


def _near(got: Array, want: Array) -> bool:
    scale = float(np.max(np.abs(want), initial=0.0))
    if got.shape != want.shape or not scale or not np.all(np.isfinite(got)):
        return False
    return float(np.max(np.abs(got - want))) <= 1e-6 * scale


def resembles(got: Array, want: Array) -> Said | None:
    """A sentence if ``got`` is a known disguise of ``want``, else None."""
    if want.size < 2 or want.dtype.kind not in "fc" or got.dtype.kind not in "iufc":
        return None
    for name, disguise in _disguises(got, want):
        if _near(disguise, want):
            return message(name)
    return _factor(got, want)


def _disguises(got: Array, want: Array) -> Iterator[tuple[str, Array]]:
    if got.ndim == 2 and got.T.shape == want.shape:
        yield "sdk.transposed", got.T
        yield "sdk.transposed-negated", -got.T
    if got.shape != want.shape:
        return
    yield "sdk.negated", -got
    flips: Callable[[Array, int], Array] = np.flip
    for axis in range(min(got.ndim, 3)):
        if got.shape[axis] > 1:
            yield "sdk.reversed", flips(got, axis)
    difference = np.abs(got - want)
    if np.all(np.isfinite(difference)):
        scale = float(np.max(np.abs(want), initial=0.0))
        if scale and float(difference.max()) <= _FLOAT32 * scale:
            yield "sdk.float32-noise", want


def _factor(got: Array, want: Array) -> Said | None:
    if got.shape != want.shape or not np.all(np.isfinite(got)):
        return None
    top = np.vdot(want, got).real
    bottom = float(np.vdot(want, want).real)
    factor = float(top / bottom) if bottom else 0.0
    if abs(factor) < 1e-9 or not _near(np.asarray(got / factor), want):
        return None
    return message("sdk.factor", factor=float(f"{factor:.6g}"))
