"""An initial state that is learnt, shared by all rows of the batch."""

import torch
from torch import nn


class H0(nn.Module):
    def __init__(self, size):
        super().__init__()
        self.h0 = nn.Parameter(torch.zeros(1, 1, size))

    def forward(self, B):
        return self.h0.expand(1, B, -1)
