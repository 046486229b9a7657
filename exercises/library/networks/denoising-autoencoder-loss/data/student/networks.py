"""What dae_loss is tried with: generators, a linear network, and where its loss leads."""

import torch
from torch import nn


def generator(seed):
    """A generator of random numbers of its own."""
    return torch.Generator().manual_seed(seed)


class Net(nn.Module):
    """A linear network of d features that keeps what it was given last."""

    def __init__(self, weight):
        super().__init__()
        self.weight, self.given = nn.Parameter(weight), []

    def forward(self, x):
        self.given.append(x.detach().clone())
        return x @ self.weight


def gradient(loss, net):
    """The gradient of a loss for the weight of a network, or None."""
    if not isinstance(loss, torch.Tensor) or not loss.requires_grad:
        return None
    return torch.autograd.grad(loss, net.weight)[0]


def shape(loss):
    """The shape of a loss, or None for what is no tensor."""
    return list(loss.shape) if isinstance(loss, torch.Tensor) else None
