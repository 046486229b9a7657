# caught by: large_z
import numpy as np


def jacobian(A, v):
    e = np.exp(-(A @ v))
    return (e / (1 + e) ** 2)[:, None] * A
