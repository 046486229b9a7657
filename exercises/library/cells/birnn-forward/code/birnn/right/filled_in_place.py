import numpy as np


def birnn(x, fwd, bwd):
    B, T, _ = x.shape
    n = len(fwd[2])
    out = np.zeros((B, T, 2 * n))
    for half, times, (W, U, b) in ((0, range(T), fwd), (n, range(T - 1, -1, -1), bwd)):
        h = np.zeros((B, n))
        for t in times:
            h = np.tanh(np.einsum("bd,kd->bk", x[:, t], W) + np.einsum("bj,kj->bk", h, U) + b)
            out[:, t, half : half + n] = h
    return out, np.hstack([out[:, T - 1, :n], out[:, 0, n:]])
