"""The networks that gan_losses is tried with, and what its losses do to them."""

import torch
from torch import nn


class Discriminator(nn.Module):
    """d features to one logit, of shape (N, 1), or (N,) if ``flat``."""

    def __init__(self, d, seed, flat=False, scale=1.0):
        super().__init__()
        torch.manual_seed(seed)
        self.body = nn.Sequential(nn.Linear(d, 7), nn.Tanh(), nn.Linear(7, 1)).double()
        self.flat, self.scale = flat, scale

    def forward(self, x):
        logit = self.scale * self.body(x)
        return logit.squeeze(1) if self.flat else logit


class Generator(nn.Module):
    """Codes of k numbers to examples of d."""

    def __init__(self, k, d, seed):
        super().__init__()
        torch.manual_seed(seed)
        self.body = nn.Sequential(nn.Linear(k, 5), nn.Tanh(), nn.Linear(5, d)).double()

    def forward(self, z):
        return self.body(z)


def values(losses):
    """Both losses as numbers."""
    return [float(loss.detach() if isinstance(loss, torch.Tensor) else loss) for loss in losses]


def gradient(losses, which, network):
    """The gradient of one loss with respect to a network, all in one vector; zeros for none."""
    weights = list(network.parameters())
    found = torch.autograd.grad(losses[which], weights, retain_graph=True, allow_unused=True)
    return torch.cat(
        [
            torch.zeros(w.numel()).double() if g is None else g.flatten()
            for g, w in zip(found, weights)
        ]
    )


def linked(losses):
    """Whether each loss is a tensor of one number that has a gradient."""
    return [
        isinstance(loss, torch.Tensor) and loss.shape == () and loss.requires_grad
        for loss in losses
    ]


def left(network):
    """The number of parameters that have a gradient left in them."""
    return sum(w.grad is not None for w in network.parameters())
