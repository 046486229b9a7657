# caught by: of_b
import numpy as np


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def lstm_bwd(cache, dh_new, dc_new):
    x, h, c, W, U, b = cache
    i, f, g, o = np.split(W @ x + U @ h + b, 4)
    i, f, g, o = sigmoid(i), sigmoid(f), np.tanh(g), sigmoid(o)
    new = f * c + i * g
    dc = dc_new + dh_new * o * (1 - np.tanh(new) ** 2)
    d_i, d_f = dc * g * i * (1 - i), dc * c * f * (1 - f)
    d_g, d_o = dc * i * (1 - g**2), dh_new * new * o * (1 - o)
    dz = np.concatenate([d_i, d_f, d_g, d_o])
    found = {"dx": W.T @ dz, "dh": U.T @ dz, "dc": dc * f}
    return {**found, "dW": np.outer(dz, x), "dU": np.outer(dz, h), "db": dz}
