# caught by: signal_intact
import numpy as np


def windows(x, w, s):
    n = (len(x) - w) // s + 1 if len(x) >= w else 0
    found = np.zeros((n, w))
    for k in range(n):
        found[k] = x[k * s : k * s + w]
    x *= 0
    return found
