"""A submission that uses what students use."""

import numpy as np


def solve(A, b):
    return np.linalg.solve(A, b)


def eigenvalues(A):
    return np.sort(np.linalg.eigvalsh(A))


def product(A, B):
    return np.einsum("ij,jk->ik", A, B)
