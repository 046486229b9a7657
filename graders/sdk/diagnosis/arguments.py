"""Mistakes that can be told from the right answer and the arguments of the call."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import numpy as np

from graders.sdk.diagnosis.evidence import Array, Mistake, is_plain
from graders.sdk.errors import message
from graders.sdk.show import as_array

_MOST = 12
_ENTRIES = 10**6
_REDUCTIONS: dict[str, Callable[..., Any]] = {
    "mean": np.mean, "sum": np.sum, "max": np.max, "min": np.min, "std": np.std, "var": np.var,
}  # fmt: skip


def from_arguments(want: Array, inputs: Mapping[str, Any]) -> Iterator[Mistake]:
    """A term left out, a reduction over another axis, a sum for a mean."""
    for name, value in list(inputs.items())[:_MOST]:
        array = as_array(value)
        if array is None or array.dtype.kind not in "iuf" or not 0 < array.size <= _ENTRIES:
            continue
        yield from _left_out(str(name)[:40], array, want)
        yield from _reduced(str(name)[:40], array, want)


def _left_out(name: str, term: Array, want: Array) -> Iterator[Mistake]:
    """``f(x) + b`` without ``b``: only a term that is spread over the answer's last axis."""
    if term.ndim != 1 or want.ndim == 0 or want.shape[-1:] != term.shape or is_plain(term):
        return
    yield Mistake(message("diagnosis.without-term", name=name), want - term)


def _reduced(name: str, array: Array, want: Array) -> Iterator[Mistake]:
    """What is a mean, sum or the like of an argument over one axis, over another one."""
    if not 0 < array.ndim <= 3 or want.ndim >= array.ndim or is_plain(array):
        return
    axes: list[int | None] = [None, *range(array.ndim)]
    for word, reduce in _REDUCTIONS.items():
        for axis in axes:
            right = np.asarray(reduce(array, axis=axis))
            if right.shape != want.shape or not np.allclose(right, want, rtol=1e-5, atol=0):
                continue
            for other in axes[1:] if axis is not None else []:
                if other != axis:
                    said = message("diagnosis.wrong-axis", name=name, axis=other, right=axis)
                    yield Mistake(said, np.asarray(reduce(array, axis=other)))
            if word == "mean":
                count = array.size // max(1, want.size)
                said = message("diagnosis.sum-for-mean", count=count)
                yield Mistake(said, np.asarray(np.sum(array, axis=axis)))
            elif word == "sum":
                said = message("diagnosis.mean-for-sum", count=array.size // max(1, want.size))
                yield Mistake(said, np.asarray(np.mean(array, axis=axis)))
