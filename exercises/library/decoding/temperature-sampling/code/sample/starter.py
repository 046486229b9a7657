import numpy as np


def sample(logits, T, u):
    """The word (an int) that u in [0, 1) draws from softmax(logits / T), by cumulative sums."""
    raise NotImplementedError
