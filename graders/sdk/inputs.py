"""Inputs that a test declares: drawn for it, the smallest sizes first.

    @suite.test(points=3, sizes={"n": (1, 4)})
    def product(student, A=suite.matrix("n", "d"), v=suite.vector("d")):
        check.close(student.product(A, v), A @ v)

The test runs once for each case; the first that fails ends it and is shown with its inputs. All
cases but the last two have entries with one decimal, for checking by hand.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from itertools import islice, product
from math import prod
from typing import Any

import numpy as np

from graders.sdk.errors import Mismatch, Said, SuiteError, message
from graders.sdk.show import as_array, inputs_detail
from graders.sdk.values import torch

Range = tuple[int, int]
Draw = Callable[[np.random.Generator, tuple[int, ...]], Any]
SIZES: Range = (1, 4)
"""Range of a size for which the test gives none."""
CASES, MOST_CASES = 8, 40
_LARGEST_SIZE, _MOST_ENTRIES = 1000, 10**6
_LEVELS = 3
_MOST_SMALL = 3**6
_PLACES = 8
"""Units in the last place."""
_RAW = 2
"""Cases at the end whose entries keep all their digits."""


@dataclass(frozen=True)
class Input:
    """An array of these axes (names of sizes, or numbers), or, with ``size``, a size itself."""

    axes: tuple[str | int, ...] = ()
    draw: Draw | None = None
    dtype: str = "float64"
    size: str = ""
    span: Range | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """The sizes that it has."""
        found = tuple(axis for axis in self.axes if isinstance(axis, str))
        return (*found, self.size) if self.size else found


def array(*axes: str | int, draw: Draw | None = None, dtype: str = "float64") -> Input:
    """An array or, with ``dtype="torch.float32"`` and the like, a tensor.

    ``draw(rng, shape)`` gives its entries; by default they are standard normal.
    """
    for axis in axes:
        if not isinstance(axis, str) and not (type(axis) is int and 0 <= axis <= _LARGEST_SIZE):
            raise SuiteError(f"an axis is the name of a size, or a number; not {axis!r}")
    if dtype.startswith("torch.") and not hasattr(torch() or np, dtype.removeprefix("torch.")):
        raise SuiteError(f"there is no {dtype} in this runtime")
    return Input(axes, draw, dtype)


def vector(size: str | int, *, draw: Draw | None = None, dtype: str = "float64") -> Input:
    """An array of one axis."""
    return array(size, draw=draw, dtype=dtype)


def matrix(
    rows: str | int, columns: str | int, *, draw: Draw | None = None, dtype: str = "float64"
) -> Input:
    """An array of two axes."""
    return array(rows, columns, draw=draw, dtype=dtype)


def sequence(
    steps: str | int, *axes: str | int, draw: Draw | None = None, dtype: str = "float64"
) -> Input:
    """An array whose first axis is time."""
    return array(steps, *axes, draw=draw, dtype=dtype)


def scalar(*, draw: Draw | None = None) -> Input:
    """A float."""
    return array(draw=draw)


def integer(low: int, high: int) -> Input:
    """An int between ``low`` and ``high``, both included; the smallest first."""
    return Input(size="?", span=_range("integer", (low, high)))


def size(name: str) -> Input:
    """The size of that name, as an int."""
    return Input(size=name)


@dataclass(frozen=True)
class Declared:
    """The inputs of a test, the ranges of their sizes, and how many cases are tried."""

    inputs: Mapping[str, Input] = field(default_factory=dict)
    ranges: Mapping[str, Range] = field(default_factory=dict)
    cases: int = CASES

    def plan(self, rng: np.random.Generator) -> list[dict[str, int]]:
        """The sizes of each case: the smallest, then some larger ones, then the largest."""
        if not self.ranges:
            return [{} for _ in range(self.cases)]
        spans = [(name, *self.ranges[name]) for name in sorted(self.ranges)]
        drawn = {name: int(rng.integers(low, high + 1)) for name, low, high in spans}
        largest = {name: high for name, _low, high in spans}
        chosen = self.small()[: max(1, self.cases - _RAW)]
        for one in (drawn, largest):
            chosen += [] if one in chosen else [one]
        return chosen

    def small(self) -> list[dict[str, int]]:
        """The smallest sizes, growing."""
        names = sorted(self.ranges)
        spans = [self.ranges[name] for name in names]
        near = [range(low, min(high, low + _LEVELS - 1) + 1) for low, high in spans]
        growing = sorted(islice(product(*near), _MOST_SMALL), key=lambda case: (sum(case), case))
        return [dict(zip(names, case, strict=True)) for case in growing]

    def smaller(
        self, sizes: Mapping[str, int], tried: list[dict[str, int]]
    ) -> list[dict[str, int]]:
        """What to try once ``sizes`` has failed: everything smaller that was left out."""
        total = sum(sizes.values())
        left = [one for one in self.small() if one not in tried and sum(one.values()) < total]
        return left[:MOST_CASES]

    def values(
        self, sizes: Mapping[str, int], rng: np.random.Generator, *, plain: bool
    ) -> dict[str, Any]:
        """The inputs of one case. ``plain``: entries with one decimal."""
        return {
            name: _value(one, one.size if one.size != "?" else name, sizes, rng, plain)
            for name, one in self.inputs.items()
        }

    def rounding(self, inputs: Mapping[str, Any]) -> float:
        """What rounding may leave of a sum of entries with one decimal that comes to nothing.

        Some units in the last place of the largest; 0 if the author draws all of them.
        """
        drawn = [as_array(inputs[name]) for name, one in self.inputs.items() if one.draw is None]
        return max(
            (
                _PLACES * float(np.finfo(entries.dtype).eps * np.abs(entries).max(initial=1.0))
                for entries in drawn
                if entries is not None and entries.dtype.kind == "f"
            ),
            default=0.0,
        )

    def is_plain(self, place: int, count: int) -> bool:
        """Whether case ``place`` of ``count`` has entries that are easy to compute with."""
        return place < max(1, count - _RAW)


def declared(function: Any, sizes: Mapping[str, Range] | None, cases: int | None) -> Declared:
    """What the parameters of a test declare. Raises ``SuiteError`` for what cannot be."""
    code, defaults = function.__code__, function.__defaults__ or ()
    names = code.co_varnames[code.co_argcount - len(defaults) : code.co_argcount]
    inputs = {
        name: one for name, one in zip(names, defaults, strict=True) if isinstance(one, Input)
    }
    test = function.__name__
    if not inputs and (sizes is not None or cases is not None):
        raise SuiteError(f"{test}: sizes= and cases= are for tests that declare inputs")
    if not 1 <= (cases or CASES) <= MOST_CASES:
        raise SuiteError(f"{test}: cases is between 1 and {MOST_CASES}")
    used = {n for one in inputs.values() for n in one.names if n != "?"}
    given = {name: _range(name, span) for name, span in (sizes or {}).items()}
    if unknown := given.keys() - used:
        raise SuiteError(f"{test}: no input has the size {', '.join(sorted(unknown))}")
    ranges = {name: given.get(name, SIZES) for name in used}
    ranges |= {name: one.span for name, one in inputs.items() if one.span is not None}
    for name, one in inputs.items():
        most = prod(ranges[a][1] if isinstance(a, str) else a for a in one.axes)
        if most > _MOST_ENTRIES:
            raise SuiteError(f"{test}: {name} can have {most} entries, at most {_MOST_ENTRIES}")
    return Declared(inputs, ranges, cases or CASES)


def _range(name: str, span: Any) -> Range:
    if type(span) is int:
        span = (span, span)
    fits = isinstance(span, tuple | list) and len(span) == 2 and all(type(n) is int for n in span)
    if not fits or not -_LARGEST_SIZE <= span[0] <= span[1] <= _LARGEST_SIZE:
        raise SuiteError(f"{name}: a range is (smallest, largest), at most {_LARGEST_SIZE}")
    return int(span[0]), int(span[1])


def _value(
    one: Input, size_name: str, sizes: Mapping[str, int], rng: np.random.Generator, plain: bool
) -> Any:
    if one.size:
        return sizes[size_name]
    shape = tuple(max(0, sizes[axis]) if isinstance(axis, str) else axis for axis in one.axes)
    drawn = np.asarray(rng.normal(size=shape) if one.draw is None else one.draw(rng, shape))
    if one.draw is None and plain:
        drawn = np.round(drawn, 1)
        drawn = np.where(drawn == 0, 0.5, drawn)
    if one.dtype.startswith("torch."):
        t = torch()
        assert t is not None
        return t.as_tensor(drawn, dtype=getattr(t, one.dtype.removeprefix("torch.")))
    return drawn.astype(one.dtype) if shape else np.dtype(one.dtype).type(drawn).item()


class Case:
    """The case that runs: its inputs, for checks that show or use them, and its sizes."""

    def __init__(self) -> None:
        self.inputs: dict[str, Any] = {}
        self.sizes: Mapping[str, int] = {}
        self.rounding = 0.0
        """What rounding alone may leave of a sum of round entries that comes to nothing."""

    def enter(
        self, sizes: Mapping[str, int], inputs: dict[str, Any], rounding: float = 0.0
    ) -> None:
        """Run on these inputs from now on."""
        self.sizes, self.inputs, self.rounding = sizes, inputs, rounding

    def explained(self, missed: Mismatch) -> Mismatch:
        """The same mismatch, with the case in words and its inputs written out."""
        own = any(detail["type"] == "inputs" for detail in missed.details)
        details = (*missed.details, *(() if own else inputs_detail(self.inputs)))
        messages = (*missed.messages, *self.said())
        return Mismatch(*messages, outcome=missed.outcome, details=details)

    def said(self) -> list[Said]:
        """The sizes in words; nothing where there are none."""
        words = ", ".join(f"{name} = {self.sizes[name]}" for name in sorted(self.sizes))
        return [message("sdk.smallest", sizes=words)] if words else []


case = Case()
