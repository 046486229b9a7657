# caught by: temperatures
import numpy as np


def sample(logits, T, u):
    e = np.exp(logits - logits.max())
    p = e / e.sum() / T
    i = np.searchsorted(np.cumsum(p / p.sum()), u, side="right")
    return int(min(i, len(logits) - 1))
