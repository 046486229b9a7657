import numpy as np


def lstm_step(x, h, c, W_ih, W_hh, b):
    """One step: x (B, D), h and c (B, H), blocks of rows i, f, g, o. Returns (new h, new c)."""
    raise NotImplementedError
