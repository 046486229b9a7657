# caught by: reset_forgets
import numpy as np


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def gru_step(x, h, W, U, b, c, reset_after):
    _, xz, xn = np.split(x @ W.T + b, 3, axis=1)
    _, hz, hn = np.split(h @ U.T + c, 3, axis=1)
    z = sigmoid(xz + hz)
    return (1 - z) * np.tanh(xn + hn) + z * h
