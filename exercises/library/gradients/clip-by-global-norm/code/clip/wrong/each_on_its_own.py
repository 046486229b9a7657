# caught by: one_is_long
import numpy as np


def clip(grads, max_norm):
    norms = [np.linalg.norm(g) for g in grads]
    clipped = [g * min(1, max_norm / (n + 1e-6)) for g, n in zip(grads, norms)]
    return clipped, np.sqrt(sum(n**2 for n in norms))
