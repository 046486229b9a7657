# caught by: proof_of_convergence
import numpy as np


def perceptron(X, y, epochs=100):
    w, b = np.zeros(X.shape[1]), 0.0
    for _ in range(epochs):
        wrong = 0
        for x, target in zip(X, y):
            error = int(target) - int(x @ w + b > 0)
            w, b = w + error * x, b + error
            wrong += abs(error)
    right = (X @ w + b > 0) * 1
    return w, b, bool(np.all(right == y))
