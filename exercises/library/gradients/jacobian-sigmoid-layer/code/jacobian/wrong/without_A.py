# caught by: square
import numpy as np


def jacobian(A, v):
    u = 1 / (1 + np.exp(-(A @ v)))
    return np.diag(u * (1 - u))
