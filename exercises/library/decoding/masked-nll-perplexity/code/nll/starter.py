import numpy as np


def nll(logits, y, pad):
    """(mean_nll, perplexity) of the words y (B, T) that are not pad, under logits (B, T, V)."""
    raise NotImplementedError
