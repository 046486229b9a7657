# caught by: gradient_of_w
import numpy as np


def neuron(w, b, X, y):
    z = X @ w + b
    p = 1 / (1 + np.exp(-z))
    loss = np.mean(np.logaddexp(0, z) - y * z)
    error = (y - p) / len(y)
    return loss, X.T @ error, error.sum()
