# caught by: arguments_intact
import numpy as np


def clip(grads, max_norm):
    norm = np.sqrt(sum((g**2).sum() for g in grads))
    for g in grads:
        g *= min(1, max_norm / (norm + 1e-6))
    return grads, norm
