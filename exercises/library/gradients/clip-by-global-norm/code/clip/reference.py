"""Clipping by the global norm, as PyTorch does it."""

import numpy as np


def clip(grads, max_norm):
    norm = np.sqrt(sum((g**2).sum() for g in grads))
    factor = min(1.0, max_norm / (norm + 1e-6))
    return [g * factor for g in grads], norm
