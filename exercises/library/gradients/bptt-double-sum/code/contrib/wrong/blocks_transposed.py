# caught by: every_block
import numpy as np


def contrib(g, D, W, hprev):
    T, H = g.shape
    C = np.zeros((T, T, H, H))
    for t in range(T):
        row = g[t]
        for k in range(t, -1, -1):
            C[t, k] = np.outer(hprev[k], row * D[k])
            row = (row * D[k]) @ W
    return C
