"""The full Jacobian of the cell state of an LSTM without biases."""

import numpy as np


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def cell_jac(c, o_prev, x, P):
    h = o_prev * np.tanh(c)
    f, i, g = (P[k][0] @ h + P[k][1] @ x for k in "fic")
    f, i, g = sigmoid(f), sigmoid(i), np.tanh(g)
    inner = (c * f * (1 - f))[:, None] * P["f"][0]
    inner += (g * i * (1 - i))[:, None] * P["i"][0]
    inner += (i * (1 - g**2))[:, None] * P["c"][0]
    return np.diag(f) + inner * (o_prev * (1 - np.tanh(c) ** 2))
