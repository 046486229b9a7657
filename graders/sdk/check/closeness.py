"""Closeness of numbers: shape first, then finiteness, then the size of the difference."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from graders.sdk.collecting import localized
from graders.sdk.diagnosis.reasons import Explain, reason
from graders.sdk.errors import Mismatch, Said, SuiteError, message
from graders.sdk.inputs import case
from graders.sdk.measure import notes
from graders.sdk.show import as_array, drawn, dtype_of, inputs_detail, number

Array = np.ndarray[Any, Any]

_ALIKE = 1e-3
"""Numbers that differ by less, relatively, look alike: the difference is told too."""
_AS_IF_RELATIVE = 1e-6
"""The most that an absolute tolerance loosens the comparison with a known mistake."""


def said(say: Any) -> tuple[Said, ...]:
    """The author's own sentence as a message."""
    return () if say is None else (message("author.text", text=localized(say)),)


def nothing(got: Any) -> tuple[Said, ...]:
    """What is told of ``None``, the result of a function that returns nothing."""
    return (message("sdk.nothing"),) if got is None else ()


def close(
    got: Any,
    want: Any,
    rtol: float = 1e-7,
    atol: float | None = None,
    *,
    inputs: dict[str, Any] | None = None,
    explain: Explain = (),
    names: Sequence[str] = (),
    say: Any = None,
) -> None:
    """``got`` has the shape of ``want``, and ``|got - want| <= atol + rtol * |want|`` per entry.

    ``atol`` is by default ``rtol`` times the largest finite ``|want|``; in a case with round
    entries, an expected sum that comes to nothing may differ by what rounding leaves. Tuples and
    dicts are compared entry by entry. NaN only equals an expected NaN. ``explain``: mistakes to
    try on a wrong answer, beside those that are always tried; see ``graders.sdk.diagnosis``.
    ``names``: what the results of a tuple are called, to say which one differs.
    """
    try:
        _close(got, want, rtol, atol, "", names=names)
    except Mismatch as mismatch:
        inputs = case.inputs if inputs is None else inputs
        near = rtol if atol is None else max(rtol, min(atol, _AS_IF_RELATIVE))
        why = reason(got, want, near, explain=explain, inputs=inputs, leaf=mismatch.leaf)
        # what explains most leads; of a wrong shape, the shape
        told = (*nothing(got), *said(say), *mismatch.messages)
        told = (*told, *why) if mismatch.outcome == "refused" else (*why, *told)
        raise Mismatch(
            *told,
            outcome=mismatch.outcome,
            details=(*mismatch.details, *inputs_detail(inputs)),
        ) from None


def _close(
    got: Any,
    want: Any,
    rtol: float,
    atol: float | None,
    where: str,
    *,
    names: Sequence[str] = (),
) -> None:
    if isinstance(want, Mapping):
        _close_mapping(got, want, rtol, atol, where)
    elif isinstance(want, tuple) or (isinstance(want, list) and as_array(want) is None):
        _close_sequence(got, want, rtol, atol, where, names=names)
    else:
        _close_array(got, want, rtol, atol, where)


def _close_mapping(
    got: Any, want: Mapping[Any, Any], rtol: float, atol: float | None, where: str
) -> None:
    if not isinstance(got, dict):
        raise _refused("sdk.expected-dict", got=dtype_of(got), where=where)
    for key in want:
        if key not in got:
            raise _refused("sdk.key-missing", key=str(key)[:80], where=where)
    for key in want:
        _close(got[key], want[key], rtol, atol, f"{where}[{key!r}]")


def _close_sequence(
    got: Any,
    want: Sequence[Any],
    rtol: float,
    atol: float | None,
    where: str,
    *,
    names: Sequence[str],
) -> None:
    if not isinstance(got, tuple | list):
        raise _refused("sdk.expected-tuple", count=len(want), got=dtype_of(got), where=where)
    if len(got) != len(want):
        raise _refused("sdk.length", count=len(want), got=len(got), where=where)
    for place, (one, other) in enumerate(zip(got, want, strict=True)):
        within = names[place] if place < len(names) else f"{where}[{place}]"
        _close(one, other, rtol, atol, within)


def _refused(id_: str, **params: Any) -> Mismatch:
    if not params.get("where"):
        params.pop("where", None)
        return Mismatch(message(id_, **params), outcome="refused")
    return Mismatch(message(id_, **params), message("sdk.where", where=params["where"]),
                    outcome="refused")  # fmt: skip


def words(shape: Sequence[int]) -> str:
    """A shape as it is written in Python."""
    return str(tuple(shape)) if len(shape) != 1 else f"({shape[0]},)"


def _close_array(got: Any, want: Any, rtol: float, atol: float | None, where: str) -> None:
    expected = as_array(want)
    if expected is None:
        raise SuiteError(f"check.close cannot compare with a {type(want).__name__}")
    array = as_array(got)
    if array is None:
        raise _not_numbers(got, expected, where)
    if array.shape != expected.shape:
        raise _wrong_shape(got, array, expected, where)
    allowed = allowed_gap(expected, rtol, atol)
    notes.compare(array, expected, allowed, rtol, atol)
    bad = bad_entries(array, expected, allowed)
    if bad.any():
        raise difference(got, want, bad, where)


def _not_numbers(got: Any, expected: Array, where: str) -> Mismatch:
    kind = type(got).__name__
    if isinstance(got, list | tuple):
        return _refused("sdk.got-list", shape=words(expected.shape), kind=kind, count=len(got),
                        where=where)  # fmt: skip
    if expected.ndim == 0:
        return _refused("sdk.expected-number", got=kind, where=where)
    return _refused("sdk.expected-array", shape=words(expected.shape), got=kind, where=where)


def _wrong_shape(got: Any, array: Array, expected: Array, where: str) -> Mismatch:
    said_ = [message("sdk.shape", expected=words(expected.shape), got=words(array.shape))]
    if where:
        said_.append(message("sdk.where", where=where))
    detail = {"type": "shape", "expected": list(expected.shape), "got": list(array.shape)}
    return Mismatch(*said_, outcome="refused", details=(detail,), leaf=(array, expected))


def allowed_gap(want: Array, rtol: float, atol: float | None) -> Array:
    """How far each entry may be from the expected one."""
    largest = float(np.max(np.abs(want[np.isfinite(want)]), initial=0.0))
    slack = rtol * largest if atol is None else atol
    with np.errstate(all="ignore"):
        allowed: Array = slack + rtol * np.abs(want)
        nothing_left = np.abs(want) <= case.rounding
    if atol is None and case.rounding:
        return np.where(nothing_left, np.maximum(allowed, case.rounding), allowed)
    return allowed


def bad_entries(got: Array, want: Array, allowed: Array) -> Array:
    """Which entries are further from the expected ones than allowed, or not finite."""
    finite = np.isfinite(want)
    with np.errstate(all="ignore"):
        near = gaps_of(got, want) <= allowed
    same = (got == want) | (np.isnan(got) & np.isnan(want)) if want.dtype.kind in "fc" else near
    result: Array = ~np.where(finite, near & np.isfinite(got), same)
    return result


def gaps_of(got: Array, want: Array) -> Array:
    """``|got - want|``, whatever their types: integers neither wrap nor lose digits."""
    pair = [x.astype(np.longdouble) if x.dtype.kind in "biu" else x for x in (got, want)]
    with np.errstate(all="ignore"):
        gaps: Array = np.abs(pair[0] - pair[1])
    return gaps


def difference(got: Any, want: Any, bad: Array, where: str = "") -> Mismatch:
    """The mismatch of two arrays of one shape: the first bad entry, and how far it goes."""
    array, expected = as_array(got), as_array(want)
    assert array is not None
    assert expected is not None
    at = tuple(int(i) for i in np.unravel_index(int(np.argmax(bad)), bad.shape)) if bad.ndim else ()
    params = _told_apart(array[at], expected[at])
    if at:
        place = f"[{', '.join(map(str, at))}]"
        messages = [message("sdk.first-entry", place=place, count=int(bad.sum()),
                            size=int(bad.size), **params)]  # fmt: skip
    else:
        messages = [message("sdk.number", **params)]
    messages.extend(_how_far(array, expected, bad))
    if not np.isfinite(array).all():
        messages.append(message("sdk.not-finite"))
    elif array.dtype.kind in "iu" and expected.dtype.kind == "f" and (expected % 1 != 0).any():
        messages.append(message("sdk.integers", got=dtype_of(got), expected=dtype_of(want)))
    messages.extend([message("sdk.where", where=where)] if where else [])
    detail = {"type": "matrices", "expected": drawn(want), "got": drawn(got), "at": list(at)}
    return Mismatch(*messages, details=(detail,), leaf=(array, expected))


def _told_apart(got: Any, want: Any) -> dict[str, Any]:
    """The two numbers; with all their digits where the usual ones are the same."""
    pair = {"got": number(got), "expected": number(want)}
    if not all(isinstance(value, float) for value in pair.values()):
        return pair
    if f"{pair['got']:.6g}" != f"{pair['expected']:.6g}":
        return pair
    return {key: message("sdk.long", value=value) for key, value in pair.items()}


def _how_far(got: Array, want: Array, bad: Array) -> list[Said]:
    """The largest difference, absolute and relative; nothing where the two numbers show it."""
    gaps = np.where(bad & np.isfinite(got) & np.isfinite(want), gaps_of(got, want), 0.0)
    largest = float(gaps.max(initial=0.0))
    size = float(np.abs(want.ravel()[int(np.argmax(gaps))])) if gaps.size else 0.0
    plain = not got.ndim and not largest < _ALIKE * size
    if plain or not largest:
        return []
    gap = number(float(f"{largest:.3g}"))
    if not size:
        return [message("sdk.largest", difference=gap)]
    return [
        message("sdk.largest-relative", difference=gap, relative=float(f"{largest / size:.2g}"))
    ]


def same_state_dict(
    got: Any, want: Mapping[str, Any], rtol: float = 1e-6, *, say: Any = None
) -> None:
    """Same keys, each tensor close; names the first key that differs."""
    if isinstance(got, dict):
        for key in got:
            if key not in want:
                unknown = message("sdk.key-unknown", key=str(key)[:80])
                raise Mismatch(*said(say), unknown, outcome="refused")
    close(got, dict(want), rtol, say=say)


def decreasing(numbers: Any, by: float = 0.0, *, say: Any = None) -> None:
    """The last number is smaller than the first by more than ``by``, and all are finite."""
    array = as_array(numbers)
    if array is None or array.ndim != 1 or array.size < 2:
        got = dtype_of(numbers)
        raise Mismatch(*said(say), message("sdk.expected-numbers", got=got), outcome="refused")
    if not np.isfinite(array).all():
        raise Mismatch(*said(say), message("sdk.not-finite"))
    if not array[0] - array[-1] > by:
        first, last = number(float(f"{array[0]:.6g}")), number(float(f"{array[-1]:.6g}"))
        raise Mismatch(*said(say), message("sdk.not-decreasing", first=first, last=last))
