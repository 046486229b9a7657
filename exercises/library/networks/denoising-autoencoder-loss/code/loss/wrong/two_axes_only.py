# caught by: images
import torch


def dae_loss(net, x, sigma, gen):
    (B, d), total = x.shape[:2], 0
    noise = torch.randn(x.shape, generator=gen, dtype=x.dtype)
    total = ((net(x + sigma * noise) - x) ** 2).sum()
    return total / (B * d)
