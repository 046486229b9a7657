# caught by: replayed
import torch
from torch import nn
from torch.nn.functional import cross_entropy


def finetune(model, X, Y, K, steps, lr, seed):
    torch.manual_seed(seed)
    model.requires_grad_(False)
    model.head = nn.Linear(model.head.in_features, K, dtype=torch.float64)
    optimizer = torch.optim.SGD(model.head.parameters(), lr=lr)
    for _ in range(steps):
        loss = cross_entropy(model(X).flatten(0, 1), Y.flatten(), reduction="sum")
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return model
