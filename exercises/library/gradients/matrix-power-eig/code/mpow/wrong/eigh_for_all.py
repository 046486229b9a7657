# caught by: first_power
import numpy as np


def mpow(M, n):
    values, Q = np.linalg.eigh(M)
    return Q @ np.diag(values**n) @ Q.T
