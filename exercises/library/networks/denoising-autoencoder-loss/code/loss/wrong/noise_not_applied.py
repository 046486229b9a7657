# caught by: law
import torch


def dae_loss(net, x, sigma, gen):
    noise = torch.randn(x.shape, generator=gen, dtype=x.dtype)
    noise *= sigma
    return ((net(x) - x) ** 2).mean()
