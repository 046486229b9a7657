"""What the tests do with an `H0`. You may import and try these functions."""

import torch
from torch import nn


def sizes(module):
    """How many numbers each parameter has, by name."""
    return {name: value.numel() for name, value in module.named_parameters()}


def pull(module, B, weights):
    """The gradients, by parameter, of the sum of weights * module(B); empty if none arrives."""
    module.zero_grad()
    state = module(B)
    if state.requires_grad:
        (state * weights).sum().backward()
    grads = {name: value.grad for name, value in module.named_parameters()}
    return {name: value for name, value in grads.items() if value is not None}


def through_gru(module, x, weights):
    """The last state of a GRU that starts from the module's state; x is (B, T, size)."""
    gru = nn.GRU(x.shape[2], x.shape[2], batch_first=True, dtype=torch.float64)
    gru.load_state_dict(weights)
    with torch.no_grad():
        return gru(x, module(x.shape[0]))[1]
