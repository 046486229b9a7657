# caught by: example
import numpy as np


def windows(x, w, s):
    return np.stack([x[k : len(x) - w + 1 + k : s] for k in range(w)])
