# caught by: one_step
import numpy as np


def rnn_step(x, h, W_ih, W_hh, b):
    return 1 / (1 + np.exp(-(x @ W_ih.T + h @ W_hh.T + b)))
