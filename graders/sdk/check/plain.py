"""Checks of plain facts."""

from collections.abc import Callable
from typing import Any

import numpy as np

from graders.sdk.check.closeness import difference, nothing, said, words
from graders.sdk.diagnosis.exact import exact_reason, fact_reason, same
from graders.sdk.diagnosis.reasons import Explain
from graders.sdk.errors import Mismatch, StudentError, SuiteError, message
from graders.sdk.show import as_array, drawn, dtype_of, inputs_detail


def true(
    condition: Any,
    say: Any = None,
    *,
    inputs: dict[str, Any] | None = None,
    explain: Explain = (),
) -> None:
    """The condition holds. Without ``say`` the student learns only that it does not.

    ``explain``: mistakes, each with the fact that tells it, or a function that gives the fact.
    """
    if not bool(condition):
        words_ = said(say) or (message("sdk.not-true"),)
        why = fact_reason(explain)
        raise Mismatch(*why, *words_, details=tuple(inputs_detail(inputs)))


def equal(
    got: Any,
    want: Any,
    *,
    inputs: dict[str, Any] | None = None,
    explain: Explain = (),
    say: Any = None,
) -> None:
    """Equal exactly: same kind of data, same shape, same entries. List and tuple are alike.

    ``explain``: mistakes to try on a wrong answer, each with exactly what it leads to.
    """
    if same(got, want):
        return
    missed = _unlike(got, want)
    raise Mismatch(
        *nothing(got), *exact_reason(got, want, explain), *said(say), *missed.messages,
        outcome=missed.outcome, details=(*missed.details, *inputs_detail(inputs)), leaf=missed.leaf,
    )  # fmt: skip


def _unlike(got: Any, want: Any) -> Mismatch:
    """What differs: of arrays the shape, then the first entry; of other data the whole."""
    expected, array = as_array(want), as_array(got)
    if isinstance(want, list | tuple | dict) or expected is None or not expected.ndim:
        detail = {"type": "matrices", "expected": drawn(want), "got": drawn(got), "at": []}
        told = message("sdk.not-equal", expected=repr(want)[:120], got=repr(got)[:120])
        return Mismatch(told, details=(detail,))
    if array is None:
        shape_ = words(expected.shape)
        told = message("sdk.expected-array", shape=shape_, got=type(got).__name__)
        return Mismatch(told, outcome="refused")
    if array.shape != expected.shape:
        told = message("sdk.shape", expected=words(expected.shape), got=words(array.shape))
        return Mismatch(told, outcome="refused")
    missing = np.isnan(array) & np.isnan(expected) if expected.dtype.kind in "fc" else False
    return difference(got, want, np.asarray((array != expected) & ~np.asarray(missing)))


def shape(
    got: Any,
    want: tuple[int | None, ...],
    dtype: Any = None,
    *,
    inputs: dict[str, Any] | None = None,
    say: Any = None,
) -> None:
    """An array or tensor of this shape (None: any size) and, if given, of this dtype."""
    array = as_array(got) if not isinstance(got, list | tuple) else None
    details = tuple(inputs_detail(inputs))
    expected = str(tuple(want)).replace("None", "?")
    if array is None:
        told = message("sdk.expected-array", shape=expected, got=type(got).__name__)
        raise Mismatch(*nothing(got), *said(say), told, outcome="refused", details=details)
    fits = len(want) == array.ndim and all(
        size is None or size == real for size, real in zip(want, array.shape, strict=True)
    )
    if not fits:
        told = message("sdk.shape", expected=expected, got=words(array.shape))
        turned = array.ndim == 2 and array.shape[::-1] == tuple(want)
        more = (message("sdk.shape-turned"),) if turned else ()
        raise Mismatch(*said(say), told, *more, outcome="refused", details=details)
    name = str(dtype).removeprefix("torch.") if dtype is not None else None
    if name is not None and dtype_of(got).removeprefix("torch.") != name:
        told = message("sdk.dtype-expected", expected=name, got=dtype_of(got))
        raise Mismatch(*said(say), told, outcome="refused", details=details)


def raises(
    kinds: Any, function: Callable[..., Any], *args: Any, say: Any = None, **kwargs: Any
) -> None:
    """The call raises one of ``kinds`` (types or their names) or a subclass of one."""
    several = kinds if isinstance(kinds, tuple) else (kinds,)
    names = [kind if isinstance(kind, str) else kind.__name__ for kind in several]
    if not callable(function):
        raise SuiteError("check.raises takes a function and its arguments")
    try:
        function(*args, **kwargs)
    except StudentError as error:
        if set(names) & set(error.types):
            return
        told = message("sdk.raised-other", expected=" / ".join(names), got=error.type)
        raise Mismatch(*said(say), told) from None
    raise Mismatch(*said(say), message("sdk.raised-nothing", expected=" / ".join(names)))
