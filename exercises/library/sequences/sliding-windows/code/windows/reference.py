"""All whole windows of a signal."""

import numpy as np


def windows(x, w, s):
    n = (len(x) - w) // s + 1 if len(x) >= w else 0
    starts = s * np.arange(n)
    return x[starts[:, None] + np.arange(w)]
