"""Q Lambda^n Q^-1; the imaginary parts of conjugate eigenvalues cancel in the product."""

import numpy as np


def mpow(M, n):
    values, Q = np.linalg.eig(M)
    return (Q @ np.diag(values**n) @ np.linalg.inv(Q)).real
