"""Rosenblatt's rule; an epoch without a correction is the proof of convergence."""

import numpy as np


def perceptron(X, y, epochs=100):
    w, b = np.zeros(X.shape[1]), 0.0
    for _ in range(epochs):
        clean = True
        for x, target in zip(X, y):
            error = int(target) - int(x @ w + b > 0)
            w, b = w + error * x, b + error
            clean = clean and error == 0
        if clean:
            return w, b, True
    return w, b, False
