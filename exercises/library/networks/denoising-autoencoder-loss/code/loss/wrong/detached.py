# caught by: gradient
import torch


def dae_loss(net, x, sigma, gen):
    noise = torch.randn(x.shape, generator=gen, dtype=x.dtype)
    return ((net(x + sigma * noise).detach() - x) ** 2).mean()
