# caught by: update_keeps
import numpy as np


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def gru_step(x, h, W, U, b, c, reset_after):
    xz, xr, xn = np.split(x @ W.T + b, 3, axis=1)
    hz, hr, hn = np.split(h @ U.T + c, 3, axis=1)
    r, z = sigmoid(xr + hr), sigmoid(xz + hz)
    H = h.shape[1]
    hn = r * hn if reset_after else (r * h) @ U[2 * H :].T + c[2 * H :]
    return (1 - z) * np.tanh(xn + hn) + z * h
