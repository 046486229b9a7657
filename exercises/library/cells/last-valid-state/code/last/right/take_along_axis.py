import numpy as np


def last_valid(out, lengths):
    return np.take_along_axis(out, (lengths - 1)[:, None, None], axis=1)[:, 0]
