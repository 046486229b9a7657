import numpy as np


def latch():
    """The weights (W (4, 2), U (4, 1), b (4,)) of an LSTM cell that remembers the last symbol."""
    raise NotImplementedError
