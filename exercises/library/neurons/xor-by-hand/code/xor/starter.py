import numpy as np


def xor():
    """Weights of a network that computes XOR: W1 (2, 2), b1 (2,), w2 (2,) and the number b2."""
    raise NotImplementedError
