# caught by: discriminator
from torch.nn.functional import softplus


def gan_losses(D, G, x, z):
    fake = G(z)
    return softplus(D(fake.detach())).mean(), softplus(-D(fake)).mean()
