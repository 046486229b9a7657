# caught by: every_block
import numpy as np


def contrib(g, D, W, hprev):
    T, H = g.shape
    C = np.zeros((T, T, H, H))
    for t in range(T):
        row = g[t]
        for k in range(t, max(t - 2, -1), -1):
            C[t, k] = np.outer(row * D[k], hprev[k])
            row = (row * D[k]) @ W
    return C
