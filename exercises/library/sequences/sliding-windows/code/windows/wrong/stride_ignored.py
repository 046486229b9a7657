# caught by: strides
import numpy as np


def windows(x, w, s):
    n = max(len(x) - w + 1, 0)
    return np.array([x[k : k + w] for k in range(n)]).reshape(n, w)
