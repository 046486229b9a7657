# caught by: strides
import numpy as np


def windows(x, w, s):
    n = max((len(x) - w) // s, 0)
    return np.array([x[k * s : k * s + w] for k in range(n)]).reshape(n, w)
