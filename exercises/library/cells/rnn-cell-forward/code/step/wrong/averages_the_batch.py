# caught by: samples_apart
import numpy as np


def rnn_step(x, h, W_ih, W_hh, b):
    return np.tanh(x @ W_ih.T + h.mean(axis=0) @ W_hh.T + b)
