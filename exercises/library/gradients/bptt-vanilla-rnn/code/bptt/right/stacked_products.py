import numpy as np


def bptt(x, y, h0, W, U, b, V):
    T, h = len(x), np.empty((len(x) + 1, len(h0)))
    h[0] = h0
    for t in range(T):
        h[t + 1] = np.tanh(h[t] @ W.T + x[t] @ U.T + b)
    e = h[1:] @ V.T - y
    dh, delta = e @ V, np.empty((T, len(h0)))
    for t in reversed(range(T)):
        if t + 1 < T:
            dh[t] += delta[t + 1] @ W
        delta[t] = dh[t] * (1 - h[t + 1]) * (1 + h[t + 1])
    grads = {"W": delta.T @ h[:-1], "U": delta.T @ x, "b": delta.sum(axis=0), "V": e.T @ h[1:]}
    return float((e**2).sum() / 2), grads
