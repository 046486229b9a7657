import torch


def heat(scores, lengths=None):
    """Attention map (B, M, N), without gradient; columns from lengths[b] on are padding."""
    raise NotImplementedError
