# caught by: against_torch
import numpy as np


def clip(grads, max_norm):
    norm = sum(np.linalg.norm(g) for g in grads)
    return [g * min(1, max_norm / (norm + 1e-6)) for g in grads], norm
