# caught by: tall
import numpy as np


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def jacobian(A, v):
    step = 1e-4
    base = sigmoid(A @ v)
    columns = [(sigmoid(A @ (v + step * e)) - base) / step for e in np.eye(len(v))]
    return np.stack(columns, axis=1)
