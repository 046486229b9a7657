# caught by: discriminator


def gan_losses(D, G, x, z):
    fake = G(z)
    return D(fake.detach()).mean() - D(x).mean(), -D(fake).mean()
