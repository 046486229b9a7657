# caught by: arguments_intact
import numpy as np


def jacobian(A, v):
    u = 1 / (1 + np.exp(-(A @ v)))
    A *= (u * (1 - u))[:, None]
    return A
