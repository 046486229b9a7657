"""Fixed observers of a training run.

They live beside the submission and can be forged: their facts carry at most a fifth of the points.
"""

import math
import sys
from collections.abc import Callable
from typing import Any

from graders.sdk.errors import SuiteError
from graders.sdk.values import torch

MAX = 5000


def observe(
    function: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]
) -> tuple[Any, dict[str, Any]]:
    """Call with observers on. Returns the result and ``steps, forwards, zeroed, backwards``."""
    t = torch()
    if t is None:
        raise SuiteError("probes need the runtime torch")
    watch = _Watch(t)
    with watch:
        result = function(*args, **kwargs)
    return result, watch.seen


class _Watch:
    def __init__(self, t: Any) -> None:
        self._t, self._depth = t, 0
        self._hooks: list[Any] = []
        self._kept: list[tuple[Any, str, Any]] = []
        self.seen: dict[str, Any] = {"steps": [], "forwards": [], "zeroed": 0, "backwards": 0}

    def __enter__(self) -> None:
        t = self._t
        modules = sys.modules["torch.nn.modules.module"]
        self._hooks = [
            sys.modules["torch.optim.optimizer"].register_optimizer_step_pre_hook(self._step),
            modules.register_module_forward_pre_hook(self._enter),
            modules.register_module_forward_hook(self._leave, always_call=True),
        ]
        self._count(t.optim.Optimizer, "zero_grad", "zeroed")
        self._count(t.nn.Module, "zero_grad", "zeroed")
        self._count(t.Tensor, "backward", "backwards")

    def __exit__(self, *_exc: object) -> None:
        for hook in self._hooks:
            hook.remove()
        for owner, name, original in self._kept:
            setattr(owner, name, original)

    def _count(self, owner: Any, name: str, key: str) -> None:
        original = getattr(owner, name)

        def counting(*args: Any, **kwargs: Any) -> Any:
            self.seen[key] += 1
            return original(*args, **kwargs)

        self._kept.append((owner, name, original))
        setattr(owner, name, counting)

    def _step(self, optimiser: Any, _args: Any, _kwargs: Any) -> None:
        if len(self.seen["steps"]) >= MAX:
            return
        params = [p for group in optimiser.param_groups for p in group["params"]]
        grads = [p.grad.detach().double() for p in params if p.grad is not None]
        self.seen["steps"].append(
            {
                "optimizer": type(optimiser).__name__,
                "lr": float(optimiser.param_groups[0]["lr"]),
                "norm": math.sqrt(sum(float((g * g).sum()) for g in grads)),
                "largest": max((float(g.abs().max()) for g in grads if g.numel()), default=0.0),
                "params": len(params),
                "without_grad": len(params) - len(grads),
            }
        )

    def _enter(self, module: Any, inputs: Any) -> None:
        self._depth += 1
        if self._depth > 1 or len(self.seen["forwards"]) >= MAX:
            return
        first = next((x for x in inputs if isinstance(x, self._t.Tensor)), None)
        batch, sums = 0, self._t.zeros(0).double()
        if first is not None and first.dim():
            batch = int(first.shape[0])
            sums = first.detach().double().flatten(1).sum(1) if first.dim() > 1 else first.detach()
        self.seen["forwards"].append(
            {
                "module": type(module).__name__,
                "training": bool(module.training),
                "grad": bool(self._t.is_grad_enabled()),
                "batch": batch,
                "sums": sums.numpy(),
            }
        )

    def _leave(self, _module: Any, _inputs: Any, _output: Any) -> None:
        self._depth -= 1
