"""Mistakes that show in words, indices and facts, where no tolerance says how near is near."""

from collections.abc import Iterator
from itertools import islice
from typing import Any

import numpy as np

from graders.sdk.diagnosis.reasons import MOST, Explain, asked, causes, distinct
from graders.sdk.errors import Said
from graders.sdk.show import as_array


def same(got: Any, want: Any) -> bool:
    """Equal exactly: same kind of data, same shape, same entries. List and tuple are alike."""
    if isinstance(want, dict):
        return (
            isinstance(got, dict)
            and got.keys() == want.keys()
            and all(same(got[key], want[key]) for key in want)
        )
    if isinstance(want, list | tuple):
        return (
            isinstance(got, list | tuple)
            and len(got) == len(want)
            and all(same(one, other) for one, other in zip(got, want, strict=True))
        )
    one, other = as_array(got), as_array(want)
    if one is None or other is None:
        return type(got) is type(want) and bool(got == want)
    nan = one.dtype.kind in "fc" and other.dtype.kind in "fc"
    return one.shape == other.shape and bool(np.array_equal(one, other, equal_nan=nan))


def exact_reason(got: Any, want: Any, explain: Explain) -> list[Said]:
    """The one mistake that leads to exactly this answer and not to the right one, or none."""
    return _only(_leading(got, want, explain))


def fact_reason(explain: Explain) -> list[Said]:
    """The one mistake of which the fact that tells it is true, or none."""
    return _only(
        cause.said
        for cause in islice(causes(explain), MOST)
        if bool(asked(cause.value) if callable(cause.value) else cause.value)
    )


def _leading(got: Any, want: Any, explain: Explain) -> Iterator[Said]:
    for cause in islice(causes(explain), MOST):
        if cause.holds is not None:
            if asked(cause.holds, got):
                yield cause.said
            continue
        value = asked(cause.value) if callable(cause.value) else cause.value
        if value is not None and same(got, value) and not same(want, value):
            yield cause.said


def _only(found: Iterator[Said]) -> list[Said]:
    told = distinct(list(found))
    return told if len(told) == 1 else []
