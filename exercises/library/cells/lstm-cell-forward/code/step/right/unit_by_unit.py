import math

import numpy as np


def lstm_step(x, h, c, W_ih, W_hh, b):
    B, H = h.shape
    new_h, new_c = np.empty((B, H)), np.empty((B, H))
    for s in range(B):
        for k in range(H):
            z = [W_ih[r] @ x[s] + W_hh[r] @ h[s] + b[r] for r in range(k, 4 * H, H)]
            i, f, o = (1 / (1 + math.exp(-z[gate])) for gate in (0, 1, 3))
            new_c[s, k] = f * c[s, k] + i * math.tanh(z[2])
            new_h[s, k] = o * math.tanh(new_c[s, k])
    return new_h, new_c
