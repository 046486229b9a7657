"""One step of an LSTM, backwards; rows in the order i, f, g, o."""

import numpy as np


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def lstm_bwd(cache, dh_new, dc_new):
    x, h, c, W, U, b = cache
    i, f, g, o = np.split(W @ x + U @ h + b, 4)
    i, f, g, o = sigmoid(i), sigmoid(f), np.tanh(g), sigmoid(o)
    squashed = np.tanh(f * c + i * g)
    dc = dc_new + dh_new * o * (1 - squashed**2)
    dz = np.concatenate(
        [
            dc * g * i * (1 - i),
            dc * c * f * (1 - f),
            dc * i * (1 - g**2),
            dh_new * squashed * o * (1 - o),
        ]
    )
    return {
        "dx": W.T @ dz,
        "dh": U.T @ dz,
        "dc": dc * f,
        "dW": np.outer(dz, x),
        "dU": np.outer(dz, h),
        "db": dz,
    }
