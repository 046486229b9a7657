import numpy as np


def gan(p, q):
    """The optimal discriminator D, of shape (K,), and the value V of the objective at D."""
    raise NotImplementedError
