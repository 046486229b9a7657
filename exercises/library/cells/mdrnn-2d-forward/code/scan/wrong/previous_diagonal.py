# caught by: quadrant
import numpy as np


def rnn2d(x, Wx, U1, U2, b, corner=(0, 0)):
    H, W, _ = x.shape
    n = len(b)
    h = np.zeros((H, W, n))
    di = 1 if corner[0] else -1
    dj = 1 if corner[1] else -1
    for i in range(H)[::-di]:
        for j in range(W)[::-dj]:
            above = h[i + di, j + dj] if 0 <= i + di < H and 0 <= j + dj < W else np.zeros(n)
            left = h[i, j + dj] if 0 <= j + dj < W else np.zeros(n)
            h[i, j] = np.tanh(Wx @ x[i, j] + U1 @ above + U2 @ left + b)
    return h
