"""The one mistake that explains an answer, or what it at least looks like, or nothing."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any

import numpy as np

from graders.sdk.collecting import Text, localized
from graders.sdk.diagnosis.arguments import from_arguments
from graders.sdk.diagnosis.evidence import Array, Mistake, explains
from graders.sdk.diagnosis.transforms import from_answer
from graders.sdk.errors import Refused, Said, StudentError, SuiteError, message
from graders.sdk.measure import notes
from graders.sdk.show import as_array

MOST = 64
"""Mistakes that an author may name for one comparison."""
_LARGEST = 2 * 10**5
_VISIBLE = 1e-3
"""A factor nearer to 1, or a constant nearer to 0, is no symptom but an error."""


@dataclass(frozen=True)
class Cause:
    """A mistake that an author names: ``value`` is where it leads, or a function that gives it.

    ``holds``, where given, judges the answer instead.
    """

    said: Said
    value: Any = None
    holds: Callable[[Any], bool] | None = None


def worded(say: Text) -> Said:
    """An author's own sentence on a mistake; marked, as ``say=`` is not a diagnosis."""
    return message("author.text", text=localized(say), diagnosis=True)


Explain = Mapping[str, Any] | Iterable[Any]


def reason(
    got: Any,
    want: Any,
    rtol: float,
    *,
    explain: Explain = (),
    inputs: Mapping[str, Any] | None = None,
    leaf: tuple[Array, Array] | None = None,
) -> list[Said]:
    """One sentence, or none.

    ``explain``: mistakes of the author's, each ``(sentence, value or function)``, or a dict, or
    what the recipes of this package give. ``leaf``: the pair of arrays that differ where ``got``
    and ``want`` are made of several.
    """
    found = list(_named(got, want, rtol, explain))
    if leaf is not None and _usable(*leaf):
        ours, theirs = leaf
        mistakes = [*from_answer(ours, theirs), *from_arguments(theirs, inputs or {})]
        found += [one.said for one in mistakes if explains(one, ours, theirs, rtol)]
    if told := distinct(found):
        return told if len(told) == 1 else []
    return _symptom(*leaf, rtol) if leaf is not None and _usable(*leaf) else []


def _usable(got: Array, want: Array) -> bool:
    numeric = got.dtype.kind in "iuf" and want.dtype.kind in "iuf"
    return numeric and 0 < want.size <= _LARGEST and bool(np.all(np.isfinite(got)))


def distinct(found: list[Said]) -> list[Said]:
    """Each sentence once."""
    return [said for place, said in enumerate(found) if said not in found[:place]]


def _named(got: Any, want: Any, rtol: float, explain: Explain) -> Iterator[Said]:
    """The sentences of the author's mistakes that lead to this answer."""
    ours = flat(got)
    theirs = flat(want)
    if ours is None or theirs is None or not np.all(np.isfinite(ours[1])):
        return
    for cause in islice(causes(explain), MOST):
        if cause.holds is not None:
            if asked(cause.holds, got):
                yield cause.said
            continue
        value = asked(cause.value) if callable(cause.value) else cause.value
        made = None if value is None else flat(value)
        if made is None or made[0] != ours[0]:
            continue
        right = theirs[1] if theirs[0] == ours[0] else np.zeros(0)
        if explains(Mistake(cause.said, made[1]), ours[1], right, rtol):
            yield cause.said


def causes(explain: Explain) -> Iterator[Cause]:
    """The mistakes of ``explain=``, one form for all ways of writing them."""
    pairs = explain.items() if isinstance(explain, Mapping) else explain
    for entry in pairs:
        if isinstance(entry, Cause):
            yield entry
        elif isinstance(entry, tuple) and len(entry) == 2:
            yield Cause(worded(entry[0]), entry[1])
        else:
            raise SuiteError("explain= takes pairs (sentence, value or function), or a dict")


def asked(function: Callable[..., Any], *args: Any) -> Any:
    """What it gives; None if it fails, which only the author is told, by the publish gate."""
    try:
        return function(*args)
    except (StudentError, Refused):
        return None
    except Exception as error:
        if notes.rows is not None:
            raise SuiteError(f"explain=: {type(error).__name__}: {error}") from error
        return None


def flat(value: Any) -> tuple[Any, Array] | None:
    """A value's shape as a tree, and all its numbers; None for what is not of numbers alone."""
    if isinstance(value, Mapping):
        parts = [(str(key), flat(value[key])) for key in sorted(value, key=str)]
    elif isinstance(value, tuple) or (isinstance(value, list) and as_array(value) is None):
        parts = [(str(place), flat(one)) for place, one in enumerate(value)]
    else:
        array = as_array(value)
        if array is None or array.dtype.kind not in "biuf":
            return None
        return array.shape, array.ravel()
    if not parts or any(part is None for _key, part in parts):
        return None
    kept = [(key, part) for key, part in parts if part is not None]
    return [(key, part[0]) for key, part in kept], np.concatenate([part[1] for _key, part in kept])


def _symptom(got: Array, want: Array, rtol: float) -> list[Said]:
    """What is true of the answer whatever the reason: a constant factor, a constant apart."""
    if got.shape != want.shape:
        return []
    bottom = float(np.vdot(want, want).real)
    factor = float(np.vdot(want, got).real / bottom) if bottom else 0.0
    if factor and abs(factor - 1) > _VISIBLE:
        said = message("diagnosis.factor", factor=float(f"{factor:.6g}"))
        if explains(Mistake(said, want * factor, pins=1), got, want, rtol):
            return [said]
    apart = float(np.mean(got.astype(float) - want))
    if abs(apart) <= _VISIBLE * float(np.max(np.abs(want))):
        return []
    said = message("diagnosis.offset", offset=float(f"{apart:.6g}"))
    return [said] if explains(Mistake(said, want + apart, pins=1), got, want, rtol) else []
