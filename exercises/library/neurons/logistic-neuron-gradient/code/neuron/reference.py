"""The slope of the sigmoid cancels: the error is p - y. Written so that nothing overflows."""

import numpy as np


def neuron(w, b, X, y):
    z = X @ w + b
    loss = np.mean(np.logaddexp(0, z) - y * z)
    error = (0.5 * (1 + np.tanh(z / 2)) - y) / len(y)
    return loss, X.T @ error, error.sum()
