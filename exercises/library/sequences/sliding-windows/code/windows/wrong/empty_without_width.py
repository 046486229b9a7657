# caught by: short
import numpy as np


def windows(x, w, s):
    return np.array([x[k : k + w] for k in range(0, len(x) - w + 1, s)])
