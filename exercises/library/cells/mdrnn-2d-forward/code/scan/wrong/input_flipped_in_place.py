# caught by: arguments_intact
import numpy as np


def rnn2d(x, Wx, U1, U2, b, corner=(0, 0)):
    axes = [axis for axis in (0, 1) if corner[axis]]
    x[:] = np.flip(x, axes)
    H, W, _ = x.shape
    h = np.zeros((H + 1, W + 1, len(b)))
    for i in range(H):
        for j in range(W):
            h[i, j] = np.tanh(Wx @ x[i, j] + U1 @ h[i - 1, j] + U2 @ h[i, j - 1] + b)
    return np.flip(h[:H, :W], axes)
