import numpy as np


def clip(grads, max_norm):
    norm = np.linalg.norm(np.concatenate([g.ravel() for g in grads]))
    if norm + 1e-6 <= max_norm:
        return [g.copy() for g in grads], float(norm)
    return [max_norm * g / (norm + 1e-6) for g in grads], float(norm)
