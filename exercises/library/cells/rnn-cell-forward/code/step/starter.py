import numpy as np


def rnn_step(x, h, W_ih, W_hh, b):
    """The next state of a simple RNN: x (B, D), h (B, H), result (B, H)."""
    raise NotImplementedError
