"""Ready-made mistakes for ``explain=``: each gives a list, so that lists can be joined.

``call`` is mostly a function of ``reference``. It is called only after a check has failed.
"""

from collections.abc import Callable, Sequence
from functools import partial
from itertools import islice, permutations
from typing import Any

import numpy as np

from graders.sdk.collecting import Text
from graders.sdk.diagnosis.reasons import Cause, flat, worded
from graders.sdk.errors import SuiteError, message
from graders.sdk.show import as_array

Call = Callable[..., Any]
_ORDERS = 23
_SAME = 1e-12


def _changed(args: Sequence[Any], place: int, value: Any) -> tuple[Any, ...]:
    if not -len(args) <= place < len(args):
        raise SuiteError(f"explain=: there is no argument {place} among {len(args)}")
    found = list(args)
    found[place] = value
    return tuple(found)


def _zeros(value: Any) -> Any:
    """Zeros of this kind and shape."""
    return value * 0


def without(say: Text, call: Call, args: Sequence[Any], place: int) -> list[Cause]:
    """Argument ``place`` (a bias, a state, a mask) counts as zero; in the author's words."""
    given = _changed(args, place, _zeros(args[place]))
    return [Cause(worded(say), partial(call, *given))]


def when(say: Text, holds: Callable[[Any], bool]) -> list[Cause]:
    """A mistake that leads to no one answer but shows in it: ``holds(got)``."""
    return [Cause(worded(say), holds=holds)]


def without_bias(call: Call, args: Sequence[Any], place: int, name: str = "b") -> list[Cause]:
    """The bias at ``place`` among the arguments is left out."""
    given = _changed(args, place, _zeros(args[place]))
    return [Cause(message("diagnosis.without-bias", name=name), partial(call, *given))]


def without_slope(value: Any) -> list[Cause]:
    """The derivative of the nonlinearity is forgotten: ``value``, or a function that gives it."""
    return [Cause(message("diagnosis.without-slope"), value)]


def summed(call: Call, args: Sequence[Any], count: int) -> list[Cause]:
    """``call`` gives a mean over ``count`` things: their sum instead."""
    return [
        Cause(message("diagnosis.sum-for-mean", count=count),
              lambda: _each(call(*args), lambda array: array * count))
    ]  # fmt: skip


def reversed_time(call: Call, args: Sequence[Any], place: int, axis: int = 0) -> list[Cause]:
    """The sequence at ``place`` is read backwards along ``axis``."""
    given = _changed(args, place, _moved(args[place], lambda x: np.flip(x, axis)))
    return [Cause(message("diagnosis.read-backwards"), partial(call, *given))]


def shifted_time(call: Call, args: Sequence[Any], place: int, axis: int = 0) -> list[Cause]:
    """The sequence at ``place`` is read one step late (zeros first), or one step early."""
    found = []
    for id_, by, gap in (("read-late", 1, 0), ("read-early", -1, -1)):
        given = _changed(args, place, _moved(args[place], partial(_rolled, by, gap, axis)))
        found.append(Cause(message(f"diagnosis.{id_}"), partial(call, *given)))
    return found


def _rolled(by: int, gap: int, axis: int, sequence: Any) -> Any:
    rolled = np.moveaxis(np.roll(sequence, by, axis), axis, 0)
    rolled[gap] = 0
    return np.moveaxis(rolled, 0, axis)


def last_step(call: Call, args: Sequence[Any], place: int, axis: int = 0) -> list[Cause]:
    """Every step of the sequence at ``place`` is taken for its last one."""
    given = _changed(args, place, _moved(args[place], partial(_all_last, axis)))
    return [Cause(message("diagnosis.read-last"), partial(call, *given))]


def _all_last(axis: int, sequence: Any) -> Any:
    return np.broadcast_to(np.take(sequence, [-1], axis=axis), sequence.shape).copy()


def permuted_gates(
    call: Call, args: Sequence[Any], places: Sequence[int], names: Sequence[str], axis: int = 0
) -> list[Cause]:
    """The gates ``names``, stacked along ``axis`` of the arguments ``places``, in another order.

    ``permuted_gates(reference.cell, (x, h, W, U, b), (2, 3, 4), ("i", "f", "g", "o"))``.
    """
    found = []
    straight = tuple(range(len(names)))
    for order in islice((o for o in permutations(straight) if o != straight), _ORDERS):
        given = tuple(args)
        for place in places:
            given = _changed(given, place, _moved(args[place], partial(_blocks, order, axis)))
        said = message("diagnosis.gates", order=", ".join(names[k] for k in order),
                       right=", ".join(names))  # fmt: skip
        found.append(Cause(said, partial(call, *given)))
    return found


def _blocks(order: Sequence[int], axis: int, stacked: Any) -> Any:
    blocks = np.split(stacked, len(order), axis)
    return np.concatenate([blocks[k] for k in order], axis)


def every_axis(call: Callable[[int], Any], right: int, axes: Sequence[int]) -> list[Cause]:
    """``call(axis)`` for another axis than ``right``: a softmax, a mean, a norm."""
    return [
        Cause(message("diagnosis.other-axis", axis=axis, right=right), partial(call, axis))
        for axis in axes
        if axis != right
    ]


def run_twice(call: Callable[[], Any]) -> list[Cause]:
    """``call`` asks the submission again, for the same: another answer means loose randomness."""
    return [Cause(message("diagnosis.not-repeatable"), holds=partial(_differs, call))]


def _differs(call: Callable[[], Any], got: Any) -> bool:
    first, again = flat(got), flat(call())
    if first is None or again is None or first[0] != again[0]:
        return False
    return not np.allclose(first[1], again[1], rtol=_SAME, atol=_SAME, equal_nan=True)


def _each(value: Any, change: Callable[[Any], Any]) -> Any:
    """``change`` applied to each array of a result."""
    if isinstance(value, dict):
        return {key: _each(one, change) for key, one in value.items()}
    if isinstance(value, tuple | list):
        return tuple(_each(one, change) for one in value)
    return change(value)


def _moved(value: Any, change: Callable[[Any], Any]) -> Any:
    """An array or tensor with its entries moved, of the same kind as before."""
    array = as_array(value)
    if array is None:
        raise SuiteError("explain=: this argument is no array")
    made = np.ascontiguousarray(change(array.copy()))
    return made if isinstance(value, np.ndarray | list) else value.new_tensor(made)
