# caught by: arguments_intact
import numpy as np


def contrib(g, D, W, hprev):
    T, H = g.shape
    C = np.zeros((T, T, H, H))
    for t in range(T):
        row = g[t]
        for k in range(t, -1, -1):
            row *= D[k]
            C[t, k] = np.outer(row, hprev[k])
            row[:] = row @ W
    return C
