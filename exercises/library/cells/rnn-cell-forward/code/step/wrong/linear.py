# caught by: state_alone
import numpy as np


def rnn_step(x, h, W_ih, W_hh, b):
    return x @ W_ih.T + h @ W_hh.T + b
