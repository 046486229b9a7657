# caught by: discriminator
from torch.nn.functional import logsigmoid, softplus


def gan_losses(D, G, x, z):
    fake = G(z)
    value = logsigmoid(D(x)).mean() - softplus(D(fake.detach())).mean()
    return value, softplus(-D(fake)).mean()
