# caught by: states
import numpy as np


def rnn_unroll(x, h0, W, U, b):
    out = np.tanh(x @ W.T + (h0 @ U.T)[:, None] + b)
    return out, out[:, -1]
