# caught by: arguments_intact
import numpy as np


def rnn_unroll(x, h0, W, U, b):
    states = []
    for t in range(x.shape[1]):
        h0[:] = np.tanh(x[:, t] @ W.T + h0 @ U.T + b)
        states.append(h0.copy())
    return np.stack(states, axis=1), states[-1]
