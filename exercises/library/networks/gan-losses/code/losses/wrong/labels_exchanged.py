# caught by: discriminator
from torch.nn.functional import softplus


def gan_losses(D, G, x, z):
    fake = G(z)
    loss_D = softplus(D(x)).mean() + softplus(-D(fake.detach())).mean()
    return loss_D, softplus(-D(fake)).mean()
