"""Backpropagation through time of a tanh RNN with a linear output at every step."""

import numpy as np


def bptt(x, y, h0, W, U, b, V):
    h = [h0]
    for x_t in x:
        h.append(np.tanh(W @ h[-1] + U @ x_t + b))
    dW, dU, db, dV = np.zeros_like(W), np.zeros_like(U), np.zeros_like(b), np.zeros_like(V)
    loss, later = 0.0, np.zeros_like(h0)
    for t in range(len(x), 0, -1):
        e = V @ h[t] - y[t - 1]
        delta = (V.T @ e + later) * (1 - h[t] ** 2)
        loss += 0.5 * (e @ e)
        dW += np.outer(delta, h[t - 1])
        dU += np.outer(delta, x[t - 1])
        db += delta
        dV += np.outer(e, h[t])
        later = W.T @ delta
    return loss, {"W": dW, "U": dU, "b": db, "V": dV}
