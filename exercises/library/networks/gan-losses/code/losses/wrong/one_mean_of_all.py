# caught by: discriminator
import torch
from torch.nn.functional import softplus


def gan_losses(D, G, x, z):
    fake = G(z)
    loss_D = torch.cat([softplus(-D(x)), softplus(D(fake.detach()))]).mean()
    return loss_D, softplus(-D(fake)).mean()
