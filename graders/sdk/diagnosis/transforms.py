"""Mistakes that can be told from the right answer alone: its axes, its sign, its order."""

from collections.abc import Iterator
from itertools import permutations
from typing import Any

import numpy as np

from graders.sdk.diagnosis.evidence import Array, Mistake, is_plain
from graders.sdk.errors import message

_AXES = 4
_GATES = (4, 3)


def from_answer(got: Array, want: Array) -> Iterator[Mistake]:
    """Every mistake that this right answer can be seen through."""
    yield from _axes_moved(want)
    if want.ndim and want.shape[-1:]:
        yield from _steps_lost(got, want)
    if got.shape != want.shape:
        return
    yield Mistake(message("diagnosis.negated"), -want)
    for axis in range(min(want.ndim, _AXES)):
        yield from _reordered(got, want, axis)
    yield from _normalised(got, want)
    yield from _single_precision(got, want)


def _axes_moved(want: Array) -> Iterator[Mistake]:
    if want.ndim == 2:
        yield Mistake(message("diagnosis.transposed"), want.T)
        yield Mistake(message("diagnosis.transposed-negated"), -want.T)
    elif 2 < want.ndim <= _AXES:
        for order in permutations(range(want.ndim)):
            if order != tuple(range(want.ndim)):
                said = message("diagnosis.axes", order=str(order))
                yield Mistake(said, want.transpose(order))


def _steps_lost(got: Array, want: Array) -> Iterator[Mistake]:
    """One step for all of them, or that one alone."""
    for axis in range(min(want.ndim, _AXES)):
        if want.shape[axis] < 2:
            continue
        for which, id_ in ((-1, "last"), (0, "first")):
            step = np.take(want, [which], axis=axis)
            if got.ndim == want.ndim - 1:
                said = message(f"diagnosis.{id_}-only", axis=axis)
                yield Mistake(said, np.take(want, which, axis=axis))
            elif got.shape == want.shape:
                said = message(f"diagnosis.{id_}-for-all", axis=axis)
                yield Mistake(said, np.broadcast_to(step, want.shape))


def _reordered(got: Array, want: Array, axis: int) -> Iterator[Mistake]:
    """Reversed, off by one, or in blocks of another order: at most one of them."""
    size = want.shape[axis]
    if size < 2:
        return
    mirrored: Array = np.flip(want, axis)
    yield Mistake(message("diagnosis.reversed", axis=axis), mirrored)
    if size > 2:
        yield from _shifted(got, want, axis)
    seen = [mirrored, want, *(np.roll(want, by, axis) for by in (1, -1))]
    for blocks in _GATES:
        if size % blocks == 0 and size > blocks:
            order = _order(got, want, axis, blocks)
            if order is not None:
                made = np.concatenate([np.split(want, blocks, axis)[k] for k in order], axis)
                if not any(np.array_equal(made, other) for other in seen):
                    said = message("diagnosis.permuted", axis=axis, order=list(order))
                    yield Mistake(said, made)
                return


def _shifted(got: Array, want: Array, axis: int) -> Iterator[Mistake]:
    """One step late or early; what fills the gap is the student's own, and proves nothing."""
    size = want.shape[axis]
    ours, theirs = np.moveaxis(want, axis, 0), np.moveaxis(got, axis, 0)
    for id_, made, filled in (
        ("late", ours[: size - 1], slice(1, size)),
        ("early", ours[1:], slice(0, size - 1)),
    ):
        if is_plain(made):
            continue
        whole = theirs.copy()
        whole[filled] = made
        said = message(f"diagnosis.{id_}", axis=axis)
        yield Mistake(said, np.moveaxis(whole, 0, axis), pins=theirs[0].size)


def _order(got: Array, want: Array, axis: int, blocks: int) -> tuple[int, ...] | None:
    """Which block of ``want`` stands where in ``got``; None unless each is found once."""
    ours, theirs = np.split(want, blocks, axis), np.split(got, blocks, axis)
    scale = float(np.max(np.abs(want), initial=0.0))
    found = []
    for block in theirs:
        near = [k for k, one in enumerate(ours) if np.max(np.abs(block - one)) <= 1e-5 * scale]
        if len(near) != 1 or is_plain(block):
            return None
        found.append(near[0])
    order = tuple(found)
    return order if sorted(order) == list(range(blocks)) and order != tuple(sorted(order)) else None


def _normalised(got: Array, want: Array) -> Iterator[Mistake]:
    """A softmax over another axis: both are made of one array, each by its own sums."""
    if want.ndim != 2 or min(want.shape) < 2 or np.any(want <= 0) or np.any(got <= 0):
        return
    for axis in range(2):
        right, other = want.sum(axis), want.sum(1 - axis)
        if not np.allclose(right, 1.0, atol=1e-5) or np.allclose(other, 1.0, atol=1e-3):
            continue
        shares = np.mean(got / want, axis=axis, keepdims=True)
        factor = np.mean(got / want / shares, axis=1 - axis, keepdims=True)
        made: Any = want * shares * factor
        made = made / made.sum(1 - axis, keepdims=True)
        said = message("diagnosis.wrong-normalised", axis=1 - axis, right=axis)
        yield Mistake(said, made, pins=want.shape[0] + want.shape[1] - 1)


def _single_precision(got: Array, want: Array) -> Iterator[Mistake]:
    """Numbers of float32 in an array of float64, or one that says so itself."""
    if want.dtype != np.float64 or got.dtype not in (np.float32, np.float64):
        return
    rounded = got.astype(np.float32)
    exact = want.astype(np.float32).astype(np.float64)
    told_by_entries = np.array_equal(rounded, got) and not np.array_equal(exact, want)
    if got.dtype != np.float32 and not told_by_entries:
        return
    scale = float(np.max(np.abs(want), initial=0.0))
    if 0 < float(np.max(np.abs(got - want))) <= 3e-5 * scale:
        yield Mistake(message("diagnosis.float32"), got, noise=True)
