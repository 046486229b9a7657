import torch
from torch.nn.functional import mse_loss


def dae_loss(net, x, sigma, gen):
    noisy = x.clone()
    if sigma:
        noisy += torch.empty_like(x).normal_(0.0, sigma, generator=gen)
    return mse_loss(net(noisy), x)
