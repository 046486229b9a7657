"""Recurrent computations: the first quantity that differs, and at which step."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from graders.sdk.check.closeness import allowed_gap, bad_entries, close, difference, said, words
from graders.sdk.declared import Text
from graders.sdk.errors import Mismatch, Said, SuiteError, message
from graders.sdk.measure import notes
from graders.sdk.show import as_array, dtype_of, inputs_detail

AXES: tuple[Text, ...] = (
    "t", {"fr": "exemple", "en": "sample"}, {"fr": "composante", "en": "unit"},
)  # fmt: skip
"""What the axes of a traced quantity are called, the first of them time."""
Steps = Sequence[tuple[Any, Any, Any]]
_LETTER, _NEVER = 2, 2**31


def trace(
    got: Any,
    want: Any = None,
    rtol: float = 1e-6,
    atol: float | None = None,
    *,
    names: Mapping[str, Text] | None = None,
    axes: Sequence[Text] = AXES,
    inputs: dict[str, Any] | None = None,
    say: Any = None,
) -> None:
    """Quantities of a recurrent computation are close; names the **first** that differs.

    ``got`` and ``want``: dicts from the quantity to its values at all steps, time first. They
    are compared step by step, at each step in the order of ``want``, which is that of the
    computation; ``names`` says them in words. Or one list of ``(name, got, want)`` in order.
    """
    try:
        if want is None:
            _listed(got, rtol, atol)
        else:
            if not isinstance(want, Mapping) or not want:
                raise SuiteError("check.trace: want is a dict of quantities, their time first")
            _Compared(got, want, rtol, atol, names or {}, axes).run()
    except Mismatch as mismatch:
        raise Mismatch(
            *said(say), *mismatch.messages, outcome=mismatch.outcome,
            details=(*mismatch.details, *inputs_detail(inputs)), leaf=mismatch.leaf,
        ) from None  # fmt: skip


def _listed(steps: Steps, rtol: float, atol: float | None) -> None:
    if isinstance(steps, Mapping):
        raise SuiteError("check.trace(got, want) takes two dicts, or one list of triples")
    for name, got, want in steps:
        try:
            close(got, want, rtol, atol)
        except Mismatch as mismatch:
            raise _within(_first(name), mismatch) from None


def _first(name: Any) -> Said:
    return message("sdk.first-quantity", name=name if isinstance(name, dict) else str(name)[:120])


def _within(first: Said, mismatch: Mismatch) -> Mismatch:
    return Mismatch(
        first, *mismatch.messages,
        outcome=mismatch.outcome, details=mismatch.details, leaf=mismatch.leaf,
    )  # fmt: skip


@dataclass(frozen=True)
class _Compared:
    """The two sides, how near they must be, and how things are called."""

    got: Any
    want: Mapping[str, Any]
    rtol: float
    atol: float | None
    names: Mapping[str, Text]
    axes: Sequence[Text]

    def run(self) -> None:
        """Raises ``Mismatch`` for the first quantity that differs."""
        if not isinstance(self.got, Mapping):
            raise Mismatch(message("sdk.expected-dict", got=dtype_of(self.got)), outcome="refused")
        bad = {key: self._bad(key) for key in self.want}
        steps = {key: _first_step(entries) for key, entries in bad.items()}
        earliest = min(steps.values())
        if earliest < _NEVER:
            key = next(key for key in self.want if steps[key] == earliest)
            raise self._at(key, earliest, bad[key][earliest])

    def _bad(self, key: str) -> Any:
        expected = as_array(self.want[key])
        if expected is None or not expected.ndim:
            raise SuiteError(f"check.trace: {key} has no axis of time")
        if key not in self.got:
            raise Mismatch(message("sdk.key-missing", key=str(key)[:80]), outcome="refused")
        array = as_array(self.got[key])
        if array is None or array.shape != expected.shape:
            shape = dtype_of(self.got[key]) if array is None else words(array.shape)
            told = message("sdk.shape", expected=words(expected.shape), got=shape)
            raise Mismatch(_first(self.names.get(key, key)), told, outcome="refused")
        allowed = allowed_gap(expected, self.rtol, self.atol)
        notes.compare(array, expected, allowed, self.rtol, self.atol)
        return bad_entries(array, expected, allowed)

    def _at(self, key: str, step: int, bad: Any) -> Mismatch:
        flat = np.unravel_index(int(np.argmax(bad)), bad.shape) if bad.ndim else ()
        places = zip(self.axes, (step, *(int(index) for index in flat)), strict=False)
        place = [_axis(axis, index) for axis, index in places]
        array, expected = as_array(self.got[key]), as_array(self.want[key])
        assert array is not None
        assert expected is not None
        missed = difference(array[step], expected[step], bad)
        first = message("sdk.first-step", name=self.names.get(key, key), place=place)
        return _within(first, missed)


def _first_step(bad: Any) -> int:
    at = np.flatnonzero(bad.reshape(len(bad), -1).any(axis=1))
    return int(at[0]) if at.size else _NEVER


def _axis(axis: Text, index: int) -> Said:
    letter = isinstance(axis, str) and len(axis) <= _LETTER
    return message("sdk.axis-letter" if letter else "sdk.axis-word", axis=axis, index=index)
