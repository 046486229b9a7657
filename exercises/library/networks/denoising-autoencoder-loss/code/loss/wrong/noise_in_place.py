# caught by: intact
import torch


def dae_loss(net, x, sigma, gen):
    clean = x.clone()
    x += sigma * torch.randn(x.shape, generator=gen, dtype=x.dtype)
    return ((net(x) - clean) ** 2).mean()
