import torch
from torch.nn.functional import cross_entropy


def tf_loss(decoder, h, y, bos, ratio, draw):
    """Mean cross-entropy over B sentences and T times; draw() < ratio feeds the true word."""
    raise NotImplementedError
