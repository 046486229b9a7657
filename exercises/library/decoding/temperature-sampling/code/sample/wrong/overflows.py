# caught by: cold
import numpy as np


def sample(logits, T, u):
    e = np.exp(logits / T)
    i = np.searchsorted(np.cumsum(e / e.sum()), u, side="right")
    return int(min(i, len(logits) - 1))
