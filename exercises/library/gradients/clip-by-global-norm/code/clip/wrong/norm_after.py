# caught by: norm_before
import numpy as np


def clip(grads, max_norm):
    norm = np.sqrt(sum((g**2).sum() for g in grads))
    clipped = [g * min(1, max_norm / (norm + 1e-6)) for g in grads]
    return clipped, np.sqrt(sum((g**2).sum() for g in clipped))
