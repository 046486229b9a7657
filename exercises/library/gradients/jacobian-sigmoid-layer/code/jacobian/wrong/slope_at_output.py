# caught by: at_zero
import numpy as np


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def jacobian(A, v):
    u = sigmoid(sigmoid(A @ v))
    return (u * (1 - u))[:, None] * A
