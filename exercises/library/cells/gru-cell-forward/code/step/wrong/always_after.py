# caught by: reset_before
import numpy as np


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def gru_step(x, h, W, U, b, c, reset_after):
    xr, xz, xn = np.split(x @ W.T + b, 3, axis=1)
    hr, hz, hn = np.split(h @ U.T + c, 3, axis=1)
    r, z = sigmoid(xr + hr), sigmoid(xz + hz)
    return (1 - z) * np.tanh(xn + r * hn) + z * h
