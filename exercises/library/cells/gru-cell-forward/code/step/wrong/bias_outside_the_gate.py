# caught by: reset_forgets
import numpy as np


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def gru_step(x, h, W, U, b, c, reset_after):
    H = h.shape[1]
    xr, xz, xn = np.split(x @ W.T + b + c, 3, axis=1)
    hr, hz, hn = np.split(h @ U.T, 3, axis=1)
    r, z = sigmoid(xr + hr), sigmoid(xz + hz)
    hn = r * hn if reset_after else (r * h) @ U[2 * H :].T
    return (1 - z) * np.tanh(xn + hn) + z * h
