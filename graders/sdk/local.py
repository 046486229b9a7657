"""The reference, in the judge, with the interface of ``student``: one helper serves both."""

import copy
from collections.abc import Callable, Iterable, Iterator, Mapping
from types import FunctionType, ModuleType
from typing import Any

import numpy as np

from graders.sdk.inside import autograd, probes
from graders.sdk.probe import Seen, seen_of
from graders.sdk.values import LAZY, torch

_LISTED: Any = (list, *LAZY, Iterator)


def fresh(value: Any) -> Any:
    """A copy of the arrays in an argument, as the student process would get one."""
    if isinstance(value, np.ndarray):
        return value.copy()
    if isinstance(value, list | tuple) and type(value) in (list, tuple):
        return type(value)(fresh(item) for item in value)
    if type(value) is dict:
        return {key: fresh(item) for key, item in value.items()}
    t = torch()
    if t is not None and isinstance(value, t.Tensor) and not isinstance(value, t.nn.Parameter):
        return value.detach().clone().requires_grad_(value.requires_grad)
    return value


def by_copy(value: Any) -> Any:
    """A result as it would come over the pipe: tensors detached, iterators as lists."""
    t = torch()
    if t is not None and isinstance(value, t.Tensor):
        return value.detach().clone()
    if isinstance(value, tuple):
        return tuple(by_copy(item) for item in value)
    if isinstance(value, _LISTED):
        return [by_copy(item) for item in value]
    if isinstance(value, Mapping):
        return {key: by_copy(item) for key, item in value.items()}
    return copy.copy(value) if isinstance(value, np.ndarray) else value


class _Kept:
    """``reference.keep.f``: the object itself; ``reference.after.f``: result and arguments."""

    def __init__(self, reference: "Reference", mode: str) -> None:
        self._reference, self._mode = reference, mode

    def __getattr__(self, name: str) -> Callable[..., Any]:
        function = getattr(object.__getattribute__(self._reference, "_module"), name)

        def call(*args: Any, **kwargs: Any) -> Any:
            args, kwargs = fresh(args), fresh(kwargs)
            if self._mode == "probe":
                result, facts = probes.observe(function, args, kwargs)
                for row in facts["forwards"]:
                    row["sums"] = np.asarray(row["sums"])
                return by_copy(result), seen_of(facts)
            result = function(*args, **kwargs)
            return (by_copy(result), args) if self._mode == "after" else result

        return call


class Reference:
    """A module of the judge's. Arrays among the arguments of its functions are copied first."""

    def __init__(self, module: ModuleType) -> None:
        object.__setattr__(self, "_module", module)
        self.keep = _Kept(self, "keep")
        self.after = _Kept(self, "after")
        self.probe = _Kept(self, "probe")

    def __getattr__(self, name: str) -> Any:
        value = getattr(self._module, name)
        if not isinstance(value, FunctionType):
            return value

        def call(*args: Any, **kwargs: Any) -> Any:
            return by_copy(value(*fresh(args), **fresh(kwargs)))

        return call

    def has(self, name: str) -> bool:
        """Whether the module has this name."""
        return hasattr(self._module, name)

    def many(self, function: Callable[..., Any], calls: Iterable[Any]) -> list[Any]:
        """Call one function with many arguments."""
        return [function(*(c if type(c) is tuple else (c,))) for c in calls]

    def module(self, name: str) -> "Reference":
        """A module of the data folders."""
        return Reference(__import__(name))

    def vjp(self, function: Any, args: tuple[Any, ...], vector: Any) -> tuple[Any, ...]:
        """Gradients of ``sum(vector * function(*args))``."""
        return autograd.vjp(self._raw(function), args, vector)

    def jacobian_of(self, function: Any, args: tuple[Any, ...], wrt: int = 0) -> Any:
        """Jacobian with respect to one argument."""
        return autograd.jacobian_of(self._raw(function), args, wrt)

    @staticmethod
    def _raw(function: Any) -> Any:
        cells = getattr(function, "__closure__", None) or ()
        found = [c.cell_contents for c in cells if isinstance(c.cell_contents, FunctionType)]
        return found[0] if found else function


__all__ = ["Reference", "Seen", "by_copy", "fresh"]
