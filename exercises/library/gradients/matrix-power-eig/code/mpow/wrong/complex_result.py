# caught by: real_result
import numpy as np


def mpow(M, n):
    values, Q = np.linalg.eig(M)
    return (Q.astype(complex) @ np.diag(values**n) @ np.linalg.inv(Q)).astype(complex)
