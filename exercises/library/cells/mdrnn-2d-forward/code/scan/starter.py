import numpy as np


def rnn2d(x, Wx, U1, U2, b, corner=(0, 0)):
    """The states (H, W, n) of a two-dimensional RNN that scans x (H, W, D) from this corner."""
    raise NotImplementedError
