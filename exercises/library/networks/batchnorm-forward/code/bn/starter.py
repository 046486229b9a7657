import numpy as np


class BN:
    """Batch normalisation of C channels; rm and rv, of shape (C,), are the running statistics."""

    def __init__(self, C, eps=1e-5, momentum=0.1):
        raise NotImplementedError

    def __call__(self, x, train):
        raise NotImplementedError
