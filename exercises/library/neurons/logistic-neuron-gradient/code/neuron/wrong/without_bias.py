# caught by: loss
import numpy as np


def neuron(w, b, X, y):
    z = X @ w
    p = 1 / (1 + np.exp(-z))
    loss = np.mean(np.logaddexp(0, z) - y * z)
    error = (p - y) / len(y)
    return loss, X.T @ error, error.sum()
