# caught by: value
import torch


def dae_loss(net, x, sigma, gen):
    noise = torch.randn(x.shape, generator=gen, dtype=x.dtype)
    noisy = x + sigma * noise
    return ((net(noisy) - x) * (net(noisy) - x)).mean()
