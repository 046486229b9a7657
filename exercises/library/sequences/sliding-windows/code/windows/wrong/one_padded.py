# caught by: rest
import numpy as np


def windows(x, w, s):
    n = -(-max(len(x) - w, 0) // s) + 1
    x = np.concatenate([x, np.zeros(w + s)])
    return np.stack([x[k * s : k * s + w] for k in range(n)])
