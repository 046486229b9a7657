# caught by: rows_are_outputs
import numpy as np


def jacobian(A, v):
    u = 1 / (1 + np.exp(-(A @ v)))
    return ((u * (1 - u))[:, None] * A).T
