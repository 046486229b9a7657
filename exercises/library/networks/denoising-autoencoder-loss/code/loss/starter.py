import torch


def dae_loss(net, x, sigma, gen):
    """The mean squared difference between net(noisy x) and x, a tensor of shape ()."""
    raise NotImplementedError
