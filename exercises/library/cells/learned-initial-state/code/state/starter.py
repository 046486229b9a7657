import torch
from torch import nn


class H0(nn.Module):
    """A learnt initial state: H0(size)(B) has shape (1, B, size)."""

    def __init__(self, size):
        super().__init__()

    def forward(self, B):
        raise NotImplementedError
