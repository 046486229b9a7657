# caught by: one_row
import numpy as np


def jacobian(A, v):
    u = 1 / (1 + np.exp(-(A @ v)))
    return np.squeeze((u * (1 - u))[:, None] * A)
