# caught by: three_and_four
import numpy as np


def clip(grads, max_norm):
    norm = np.sqrt(sum((g**2).sum() for g in grads))
    return [g * min(1, max_norm / norm) for g in grads], norm
