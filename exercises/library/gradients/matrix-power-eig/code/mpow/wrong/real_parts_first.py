# caught by: rotation
import numpy as np


def mpow(M, n):
    values, Q = np.linalg.eig(M)
    return Q.real @ np.diag(values.real**n) @ np.linalg.pinv(Q.real)
