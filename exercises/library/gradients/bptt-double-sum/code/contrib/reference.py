"""The contributions (t, k) to the gradient of a recurrent matrix."""

import numpy as np


def contrib(g, D, W, hprev):
    T, H = g.shape
    C = np.zeros((T, T, H, H))
    for t in range(T):
        row = g[t]
        for k in range(t, -1, -1):
            delta = row * D[k]
            C[t, k] = np.outer(delta, hprev[k])
            row = delta @ W
    return C
