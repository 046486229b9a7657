# caught by: new_state
import numpy as np


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def peephole_step(x, h, c, W, U, b, p_i, p_f, p_o):
    i, f, g, o = np.split(x @ W.T + h @ U.T + b, 4, axis=1)
    c = sigmoid(f) * c + sigmoid(i) * np.tanh(g)
    return sigmoid(o) * np.tanh(c), c
