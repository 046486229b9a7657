# caught by: strides
import numpy as np


def windows(x, w, s):
    n = (len(x) - w) // s + 1 if len(x) >= w else 0
    return np.array([x[k : k + w] for k in range(n)]).reshape(n, w)
