"""A submission that uses what students use."""

from typing import Any

import torch
from torch import Tensor, nn


def jacobian(A: Tensor, v: Tensor) -> Any:
    """Jacobian of sigmoid(A v)."""
    return torch.autograd.functional.jacobian(  # type: ignore[no-untyped-call]
        lambda x: torch.sigmoid(A @ x), v
    )


def step(X: Tensor, y: Tensor) -> list[float]:
    """Losses of eight Adam steps of an LSTM."""
    model = nn.LSTM(X.shape[2], 5, batch_first=True).double()
    head = nn.Linear(5, 2).double()
    optimiser = torch.optim.Adam([*model.parameters(), *head.parameters()], lr=0.05)
    losses = []
    for _ in range(8):
        loss = nn.functional.cross_entropy(head(model(X)[0][:, -1]), y)
        optimiser.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        optimiser.step()
        losses.append(loss.item())
    return losses
