"""Noise on the input, none on the target."""

import torch


def dae_loss(net, x, sigma, gen):
    noise = torch.randn(x.shape, generator=gen, dtype=x.dtype)
    return ((net(x + sigma * noise) - x) ** 2).mean()
