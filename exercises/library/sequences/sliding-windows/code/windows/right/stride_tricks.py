import numpy as np


def windows(x, w, s):
    if len(x) < w:
        return np.empty((0, w))
    return np.lib.stride_tricks.sliding_window_view(x, w)[::s].copy()
