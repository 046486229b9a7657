# caught by: rest
import numpy as np


def windows(x, w, s):
    n = -(-len(x) // s)
    x = np.concatenate([x, np.zeros(w)])
    return np.stack([x[k * s : k * s + w] for k in range(n)])
