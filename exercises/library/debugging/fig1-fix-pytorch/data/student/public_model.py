"""Small models in float64 that the tests train with your `train`. You may import and try them.

Each has the layers `rnn` and `fc`, reads the last time step of x (batch, time, n_in) and gives
logits (batch, n_out).
"""

import torch
from torch import nn


class Plain(nn.Module):
    """One tanh layer and a linear one."""

    def __init__(self, n_in, n_h, n_out):
        super().__init__()
        self.rnn = nn.Linear(n_in, n_h, dtype=torch.float64)
        self.fc = nn.Linear(n_h, n_out, dtype=torch.float64)

    def forward(self, x):
        return self.fc(self.hidden(x))

    def hidden(self, x):
        """The state read by `fc`, (batch, n_h)."""
        return torch.tanh(self.rnn(x[:, -1]))


class ModeSensitive(Plain):
    """Like a dropout layer, acts otherwise in training mode than in evaluation mode."""

    def hidden(self, x):
        state = super().hidden(x)
        return 0.5 * state if self.training else state


class GradSensitive(Plain):
    """In evaluation mode, triples its logits while autograd is recording."""

    def forward(self, x):
        logits = super().forward(x)
        watched = torch.is_grad_enabled() and not self.training
        return 3.0 * logits if watched else logits


class Rows(nn.Module):
    """One weight column per example: tells which examples a step has used."""

    def __init__(self, n_examples, n_out):
        super().__init__()
        self.rnn = nn.Identity()
        self.fc = nn.Linear(n_examples, n_out, bias=False, dtype=torch.float64)

    def forward(self, x):
        return self.fc(self.rnn(x[:, -1]))
