import torch
from torch.nn.functional import binary_cross_entropy_with_logits as bce


def gan_losses(D, G, x, z):
    with torch.no_grad():
        fixed = G(z)
    real, fake, fooled = D(x), D(fixed), D(G(z))
    loss_D = bce(real, torch.ones_like(real)) + bce(fake, torch.zeros_like(fake))
    return loss_D, bce(fooled, torch.ones_like(fooled))
