# caught by: arguments_intact
import numpy as np


def neuron(w, b, X, y):
    z = X @ w + b
    loss = np.mean(np.logaddexp(0, z) - y * z)
    y -= 0.5 * (1 + np.tanh(z / 2))
    return loss, -X.T @ y / len(y), -y.mean()
