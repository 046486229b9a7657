import numpy as np


def mpow(M, n):
    """M to the power n by diagonalisation: M real (m, m), n an integer >= 0; a real (m, m)."""
    raise NotImplementedError
