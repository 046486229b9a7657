# caught by: tall
import numpy as np


def jacobian(A, v):
    u = 1 / (1 + np.exp(-(A @ v)))
    return A @ np.diag(u * (1 - u))
