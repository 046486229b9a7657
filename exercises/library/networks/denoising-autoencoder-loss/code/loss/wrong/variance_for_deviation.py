# caught by: law
import torch


def dae_loss(net, x, sigma, gen):
    noise = torch.randn(x.shape, generator=gen, dtype=x.dtype)
    return ((net(x + sigma**0.5 * noise) - x) ** 2).mean()
