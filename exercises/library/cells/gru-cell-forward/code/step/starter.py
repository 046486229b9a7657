import numpy as np


def gru_step(x, h, W, U, b, c, reset_after):
    """One step: x (B, D), h (B, H), blocks of rows r, z, n. Returns the new h, (B, H)."""
    raise NotImplementedError
