"""Diag(sigma'(z)) A, with the derivative written so that it never overflows."""

import numpy as np


def jacobian(A, v):
    e = np.exp(-np.abs(A @ v))
    slope = e / (1.0 + e) ** 2
    return slope[:, None] * A
