import math


def lr(t, base, warm, total, lo=0.0):
    """The learning rate of step t: a straight rise over `warm` steps, then half a cosine to lo."""
    raise NotImplementedError
