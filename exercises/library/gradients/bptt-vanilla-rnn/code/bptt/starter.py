import numpy as np


def bptt(x, y, h0, W, U, b, V):
    """The loss, and its gradients with respect to W, U, b and V in a dict."""
    raise NotImplementedError
