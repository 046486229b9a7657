# caught by: law
import torch


def dae_loss(net, x, sigma, gen):
    noise = 2 * torch.rand(x.shape, generator=gen, dtype=x.dtype) - 1
    return ((net(x + sigma * noise) - x) ** 2).mean()
