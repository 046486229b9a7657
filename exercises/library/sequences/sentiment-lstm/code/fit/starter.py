import torch
from torch import nn


def fit(X, lengths, Y, V, seed):
    """Train a recurrent classifier of reviews; it is called as model(X, lengths): (N, 2)."""
    raise NotImplementedError
