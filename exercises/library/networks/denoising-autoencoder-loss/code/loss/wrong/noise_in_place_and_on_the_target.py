# caught by: value
import torch


def dae_loss(net, x, sigma, gen):
    x += sigma * torch.randn(x.shape, generator=gen, dtype=x.dtype)
    return ((net(x) - x) ** 2).mean()
