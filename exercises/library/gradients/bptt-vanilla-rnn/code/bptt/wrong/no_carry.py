# caught by: gradient_of_b
import numpy as np


def bptt(x, y, h0, W, U, b, V):
    h, loss = h0, 0.0
    grads = {"W": 0 * W, "U": 0 * U, "b": 0 * b, "V": 0 * V}
    for x_t, y_t in zip(x, y):
        before, h = h, np.tanh(W @ h + U @ x_t + b)
        e = V @ h - y_t
        loss += 0.5 * (e @ e)
        delta = (V.T @ e) * (1 - h**2)
        grads["W"] += np.outer(delta, before)
        grads["U"] += np.outer(delta, x_t)
        grads["b"] += delta
        grads["V"] += np.outer(e, h)
    return loss, grads
