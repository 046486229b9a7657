# caught by: strides
import numpy as np


def windows(x, w, s):
    n = (len(x) - w) // s + 1 if len(x) >= w else 0
    return np.array([np.resize(x[k::s], w) for k in range(n)]).reshape(n, w)
