# caught by: generator
import torch


def dae_loss(net, x, sigma, gen):
    noise = torch.randn_like(x)
    return ((net(x + sigma * noise) - x) ** 2).mean()
