import numpy as np


def grad_norms(W, dsig):
    """Spectral norms of the products of Jacobians, from distance 0 to T: shape (T + 1,)."""
    raise NotImplementedError
