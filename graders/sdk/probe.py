"""What the observers of a training run saw, read strictly: it comes from the student process."""

from dataclasses import dataclass, field, fields
from typing import Any, TypeVar

import numpy as np

from graders.sdk.errors import Violation


@dataclass(frozen=True)
class Step:
    """One optimiser step, just before it: learning rate, 2-norm and largest entry of gradients."""

    optimizer: str
    lr: float
    norm: float
    largest: float
    params: int
    without_grad: int


@dataclass(frozen=True)
class Forward:
    """One call of an outermost module. ``sums``: per sample, the sum of its input."""

    module: str
    training: bool
    grad: bool
    batch: int
    sums: np.ndarray[Any, Any]


@dataclass(frozen=True)
class Seen:
    """All that was observed during one call."""

    steps: list[Step] = field(default_factory=list)
    forwards: list[Forward] = field(default_factory=list)
    zeroed: int = 0
    backwards: int = 0


_T = TypeVar("_T", Step, Forward)
_TYPES: dict[Any, tuple[type, ...]] = {
    str: (str,), float: (float, int), int: (int,), bool: (bool,)
}  # fmt: skip


def seen_of(facts: Any) -> Seen:
    """Read raw observations. Raises ``Violation``."""
    if not isinstance(facts, dict) or set(facts) != {"steps", "forwards", "zeroed", "backwards"}:
        raise Violation("observations that are none")
    return Seen(
        _rows(facts["steps"], Step),
        _rows(facts["forwards"], Forward),
        *(facts[key] if type(facts[key]) is int else 0 for key in ("zeroed", "backwards")),
    )


def _rows(rows: Any, type_: type[_T]) -> list[_T]:
    if not isinstance(rows, list):
        raise Violation("observations that are no list")
    return [_row(row, type_) for row in rows]


def _row(row: Any, type_: type[_T]) -> _T:
    names = {f.name: f.type for f in fields(type_)}
    if not isinstance(row, dict) or set(row) != set(names):
        raise Violation("an observation with other facts")
    for name, wanted in names.items():
        if not isinstance(row[name], _TYPES.get(wanted, (np.ndarray,))):
            raise Violation(f"an observation with a malformed {name}")
    return type_(**row)
