# caught by: three_and_four
import numpy as np


def clip(grads, max_norm):
    norm = np.sqrt(sum((g**2).sum() for g in grads))
    return [np.clip(g, -max_norm, max_norm) for g in grads], norm
