# caught by: one_step
import numpy as np


def rnn_step(x, h, W_ih, W_hh, b):
    return np.tanh(x @ W_ih.T + b)
