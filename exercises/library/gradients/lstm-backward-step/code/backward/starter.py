import numpy as np


def lstm_bwd(cache, dh_new, dc_new):
    """Gradients dx, dh, dc, dW, dU and db of one LSTM step, in a dict; cache: x, h, c, W, U, b."""
    raise NotImplementedError
