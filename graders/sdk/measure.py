"""How far answers are from what is expected, noted by the checks for the publish gate alone.

Off in every grading of a student: it would tell what a hidden test expects.
"""

import sys
from dataclasses import asdict, dataclass
from types import FrameType
from typing import Any

import numpy as np

MOST = 200
"""Rows that a test may note."""
_HUGE = 1e300
_SUITE = "suite.py"
Array = np.ndarray[Any, Any]


@dataclass
class Row:
    """The worst comparison of one place in the suite.

    ``ratio``: the largest ``|got - want|`` over what the tolerance allows there; at most 1
    passes.
    """

    line: int
    rtol: float
    atol: float | None
    ratio: float


class Notes:
    """The rows of the running test; None while nobody measures."""

    def __init__(self) -> None:
        self.rows: dict[tuple[Any, ...], Row] | None = None

    def begin(self) -> None:
        """Start over, for the next test."""
        self.rows = {}

    def taken(self) -> list[dict[str, Any]]:
        """What was noted since ``begin``."""
        return [asdict(row) for row in (self.rows or {}).values()]

    def compare(
        self, got: Array, want: Array, allowed: Array, rtol: float, atol: float | None
    ) -> None:
        """Note a comparison of two arrays of one shape, ``allowed`` for each entry."""
        if self.rows is None or want.size == 0:
            return
        finite = np.isfinite(want)
        with np.errstate(all="ignore"):
            gaps = np.where(finite, np.abs(got.astype(complex) - want.astype(complex)), 0.0)
            ratios = np.where(gaps == 0, 0.0, gaps / allowed)
        row = Row(_line(), rtol, atol, _finite(ratios))
        key = (row.line, rtol, atol)
        before = self.rows.get(key)
        if before is not None and before.ratio >= row.ratio:
            return
        if before is not None or len(self.rows) < MOST:
            self.rows[key] = row


def _finite(values: Array) -> float:
    """The largest value; NaN and infinity count as huge."""
    largest = float(np.max(np.nan_to_num(values, nan=_HUGE, posinf=_HUGE), initial=0.0))
    return min(largest, _HUGE)


def _line() -> int:
    """The line of the suite from which a check was called; 0 outside a suite."""
    frame: FrameType | None = sys._getframe(1)
    while frame is not None:
        if frame.f_code.co_filename == _SUITE:
            return frame.f_lineno
        frame = frame.f_back
    return 0


notes = Notes()
