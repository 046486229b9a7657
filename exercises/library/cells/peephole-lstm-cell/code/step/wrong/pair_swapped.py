# caught by: new_state
import numpy as np


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def peephole_step(x, h, c, W, U, b, p_i, p_f, p_o):
    z_i, z_f, z_g, z_o = np.split(x @ W.T + h @ U.T + b, 4, axis=1)
    i, f = sigmoid(z_i + p_i * c), sigmoid(z_f + p_f * c)
    c = f * c + i * np.tanh(z_g)
    o = sigmoid(z_o + p_o * c)
    return c, o * np.tanh(c)
