"""A submission that uses what students use."""

import torch
from torch import nn


def jacobian(A, v):
    return torch.autograd.functional.jacobian(lambda x: torch.sigmoid(A @ x), v)


def step(X, y):
    model = nn.LSTM(X.shape[2], 5, batch_first=True).double()
    head = nn.Linear(5, 2).double()
    optimiser = torch.optim.Adam([*model.parameters(), *head.parameters()], lr=0.05)
    losses = []
    for _ in range(8):
        loss = nn.functional.cross_entropy(head(model(X)[0][:, -1]), y)
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        losses.append(loss.item())
    return losses
