"""The LSTM whose gates are read, and whether tensors are tied to a gradient."""

import torch
from torch.nn import LSTM


def lstm(n_in, n_units, double):
    """One layer, one direction; float64 if `double`."""
    return LSTM(n_in, n_units, dtype=torch.float64 if double else torch.float32)


def asks_gradient(tensors):
    """Of each tensor, whether it is tied to a gradient."""
    return [bool(tensor.requires_grad) for tensor in tensors]
