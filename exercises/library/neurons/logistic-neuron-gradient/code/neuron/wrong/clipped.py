# caught by: large_z
import numpy as np


def neuron(w, b, X, y):
    z = X @ w + b
    p = 1 / (1 + np.exp(-z))
    p = np.clip(p, 1e-12, 1 - 1e-12)
    loss = -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p))
    error = (p - y) / len(y)
    return loss, X.T @ error, error.sum()
