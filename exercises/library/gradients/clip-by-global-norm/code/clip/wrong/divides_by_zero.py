# caught by: zero_gradient
import numpy as np


def clip(grads, max_norm):
    norm = np.sqrt(sum((g**2).sum() for g in grads))
    with np.errstate(all="ignore"):
        factor = np.minimum(1, max_norm / (norm + 1e-6)) * (norm / norm)
    return [g * factor for g in grads], norm
