"""Small models in float64 that the tests train with your `train`. You may import and try them.

Each has the layers `rnn` and `fc` and reads the last time step of x (batch, time, n_in).
"""

import torch
from torch import nn


class Plain(nn.Module):
    """One tanh layer and a linear one: logits (batch, n_out)."""

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
    """Acts otherwise in training mode than in evaluation mode, as a dropout layer does."""

    def hidden(self, x):
        state = super().hidden(x)
        return 0.5 * state if self.training else state


class GradSensitive(Plain):
    """In evaluation mode, triples its logits while autograd is recording."""

    def forward(self, x):
        logits = super().forward(x)
        watched = torch.is_grad_enabled() and not self.training
        return 3.0 * logits if watched else logits
