import numpy as np


def birnn(x, fwd, bwd):
    """x (B, T, D), fwd and bwd (W, U, b). Returns (out (B, T, 2H), final (B, 2H))."""
    raise NotImplementedError
