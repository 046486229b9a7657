# caught by: loss
import numpy as np


def bptt(x, y, h0, W, U, b, V):
    h = [h0]
    for x_t in x:
        h.append(np.tanh(W @ h[-1] + U @ x_t + b))
    loss, later, grads = 0.0, 0 * h0, {"W": 0 * W, "U": 0 * U, "b": 0 * b, "V": 0 * V}
    for t in range(len(x), 0, -1):
        e = V @ h[t] - y[t - 1]
        loss += e @ e
        delta = (2 * V.T @ e + later) * (1 - h[t] ** 2)
        grads["W"] += np.outer(delta, h[t - 1])
        grads["U"] += np.outer(delta, x[t - 1])
        grads["b"] += delta
        grads["V"] += 2 * np.outer(e, h[t])
        later = W.T @ delta
    return loss, grads
