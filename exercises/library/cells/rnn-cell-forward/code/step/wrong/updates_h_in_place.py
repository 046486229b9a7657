# caught by: arguments_intact
import numpy as np


def rnn_step(x, h, W_ih, W_hh, b):
    h[:] = np.tanh(x @ W_ih.T + h @ W_hh.T + b)
    return h
