# caught by: causal
import numpy as np


def rnn_unroll(x, h0, W, U, b):
    h, states = h0, []
    for t in reversed(range(x.shape[1])):
        h = np.tanh(x[:, t] @ W.T + h @ U.T + b)
        states.append(h)
    return np.stack(states, axis=1), h
