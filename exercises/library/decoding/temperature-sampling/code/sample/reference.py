"""The softmax at temperature T, and the first cumulative sum that exceeds u."""

import numpy as np


def sample(logits, T, u):
    e = np.exp((logits - logits.max()) / T)
    i = np.searchsorted(np.cumsum(e / e.sum()), u, side="right")
    return int(min(i, len(logits) - 1))
