# caught by: large_values
import numpy as np


def rnn_step(x, h, W_ih, W_hh, b):
    z = x @ W_ih.T + h @ W_hh.T + b
    return (np.exp(z) - np.exp(-z)) / (np.exp(z) + np.exp(-z))
