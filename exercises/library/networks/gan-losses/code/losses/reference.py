"""Softplus of the logits; the discriminator's loss sees fakes without their history."""

from torch.nn.functional import softplus


def gan_losses(D, G, x, z):
    fake = G(z)
    loss_D = softplus(-D(x)).mean() + softplus(D(fake.detach())).mean()
    loss_G = softplus(-D(fake)).mean()
    return loss_D, loss_G
