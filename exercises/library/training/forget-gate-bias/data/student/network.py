"""The LSTM that the tests hand to your function, and one step of learning with it."""

import torch
from torch.nn import LSTM

__all__ = ["LSTM", "moved"]


def moved(lstm, x):
    """Which parameters a step of gradient descent moves: names to True or False."""
    before = {name: p.detach().clone() for name, p in lstm.named_parameters()}
    out, _ = lstm(x)
    (out**2).sum().backward()
    with torch.no_grad():
        for p in lstm.parameters():
            p -= 0.1 * p.grad
    return {name: not torch.equal(p, before[name]) for name, p in lstm.named_parameters()}
