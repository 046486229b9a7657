# caught by: square
import numpy as np


def mpow(M, n):
    values, Q = np.linalg.eig(M)
    return (Q @ np.diag(values * n) @ np.linalg.inv(Q)).real
