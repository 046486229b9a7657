# caught by: edges
import numpy as np


def sample(logits, T, u):
    e = np.exp((logits - logits.max()) / T)
    i = np.searchsorted(np.cumsum(e / e.sum()), u, side="left")
    return int(min(i, len(logits) - 1))
