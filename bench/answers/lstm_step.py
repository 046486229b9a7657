import time

import torch
from torch import nn


def jacobian(A, v):
    began = time.perf_counter()
    model, head = nn.LSTM(8, 16, batch_first=True), nn.Linear(16, 3)
    optimiser = torch.optim.Adam([*model.parameters(), *head.parameters()], lr=1e-3)
    loss = nn.functional.cross_entropy(head(model(torch.randn(32, 20, 8))[0][:, -1]), torch.arange(32) % 3)
    optimiser.zero_grad()
    loss.backward()
    optimiser.step()
    print("step", 1000 * (time.perf_counter() - began))
    A, v = torch.from_numpy(A), torch.from_numpy(v)
    return torch.autograd.functional.jacobian(lambda x: torch.sigmoid(A @ x), v).numpy()
