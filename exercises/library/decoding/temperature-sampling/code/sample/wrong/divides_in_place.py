# caught by: intact
import numpy as np


def sample(logits, T, u):
    logits /= T
    e = np.exp(logits - logits.max())
    i = np.searchsorted(np.cumsum(e / e.sum()), u, side="right")
    return int(min(i, len(logits) - 1))
