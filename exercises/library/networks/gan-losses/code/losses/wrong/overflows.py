# caught by: large_logits
import torch


def gan_losses(D, G, x, z):
    fake = G(z)
    real, made, fooled = (torch.sigmoid(a) for a in (D(x), D(fake.detach()), D(fake)))
    return -real.log().mean() - (1 - made).log().mean(), -fooled.log().mean()
