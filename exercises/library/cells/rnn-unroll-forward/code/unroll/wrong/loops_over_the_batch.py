# caught by: sequences_apart
import numpy as np


def rnn_unroll(x, h0, W, U, b):
    h, states = np.repeat(h0[:1], x.shape[1], axis=0), []
    for s in range(x.shape[0]):
        h = np.tanh(x[s] @ W.T + h @ U.T + b)
        states.append(h)
    return np.stack(states), states[-1]
