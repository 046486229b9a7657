"""A scan from (0, 0) of the flipped grid, with a border of zeros."""

import numpy as np


def rnn2d(x, Wx, U1, U2, b, corner=(0, 0)):
    rows = slice(None, None, -1 if corner[0] else 1)
    columns = slice(None, None, -1 if corner[1] else 1)
    x = x[rows, columns]
    H, W, _ = x.shape
    h = np.zeros((H + 1, W + 1, len(b)))
    for i in range(H):
        for j in range(W):
            z = Wx @ x[i, j] + U1 @ h[i, j + 1] + U2 @ h[i + 1, j] + b
            h[i + 1, j + 1] = np.tanh(z)
    return h[1:, 1:][rows, columns]
