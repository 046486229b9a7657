# caught by: at_zero
import numpy as np


def jacobian(A, v):
    u = 1 / (1 + np.exp(-(A @ v)))
    return (1 - u**2)[:, None] * A
