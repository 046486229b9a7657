# caught by: value
import torch


def dae_loss(net, x, sigma, gen):
    noise = torch.randn(x.shape, generator=gen, dtype=x.dtype)
    return (net(x + sigma * noise) - x).abs().mean()
