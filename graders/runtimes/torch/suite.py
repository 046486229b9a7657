"""PyTorch works in both processes: autograd, an LSTM, Adam, tensors by copy."""

from typing import Any

import torch

from graders.sdk import check, suite


@suite.test(points=1)
def autograd(student: Any, rng: Any) -> None:
    """Autograd."""
    A, v = torch.from_numpy(rng.normal(size=(4, 3))), torch.from_numpy(rng.normal(size=3))
    s = torch.sigmoid(A @ v)
    check.close(student.jacobian(A, v), (s * (1 - s))[:, None] * A, rtol=1e-10)


@suite.test(points=1)
def training(student: Any, rng: Any) -> None:
    """Training."""
    X = torch.from_numpy(rng.normal(size=(12, 4, 3)))
    check.decreasing(student.step(X, (X[:, 0, 0] > 0).long()))
