# caught by: generator
import torch


def dae_loss(net, x, sigma, gen):
    noise = torch.randn(x.shape, generator=torch.Generator().manual_seed(0), dtype=x.dtype)
    return ((net(x + sigma * noise) - x) ** 2).mean()
