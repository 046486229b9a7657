"""Autograd of a function, on whichever side it lives."""

from collections.abc import Callable
from typing import Any

from graders.sdk.errors import SuiteError
from graders.sdk.values import torch


def _torch() -> Any:
    t = torch()
    if t is None:
        raise SuiteError("this needs the runtime torch")
    return t


def vjp(function: Callable[..., Any], args: tuple[Any, ...], vector: Any) -> tuple[Any, ...]:
    """Gradients of ``sum(vector * function(*args))`` with respect to each tensor of ``args``.

    None for arguments that are no floating tensors; zeros for those that have no influence.
    """
    t = _torch()
    leaves = [
        a.detach().clone().requires_grad_(True)
        if isinstance(a, t.Tensor) and a.is_floating_point()
        else a
        for a in args
    ]
    wanted = [a for a in leaves if isinstance(a, t.Tensor) and a.requires_grad]
    result = function(*leaves)
    found = iter(t.autograd.grad(result, wanted, vector, allow_unused=True, materialize_grads=True))
    return tuple(next(found) if any(a is w for w in wanted) else None for a in leaves)


def jacobian_of(function: Callable[..., Any], args: tuple[Any, ...], wrt: int) -> Any:
    """``d function / d args[wrt]``: the axes of the result, then those of the argument."""
    t = _torch()
    args = tuple(args)

    def of_one(x: Any) -> Any:
        return function(*args[:wrt], x, *args[wrt + 1 :])

    return t.autograd.functional.jacobian(of_one, args[wrt].detach())
