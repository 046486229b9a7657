"""The network that the tests give to your `tbptt`. You may import and try it."""

import torch
from torch import nn


class Net(nn.Module):
    """`rnn` reads x (B, T, n_in) in float64, `fc` makes one number of each output."""

    def __init__(self, kind, n_in, n_h):
        super().__init__()
        made = {"rnn": nn.RNN, "gru": nn.GRU}[kind]
        self.rnn = made(n_in, n_h, batch_first=True, dtype=torch.float64)
        self.fc = nn.Linear(n_h, 1, dtype=torch.float64)

    def gradients(self):
        """The gradients by parameter; zero where there is none."""
        return {
            name: torch.zeros_like(value) if value.grad is None else value.grad
            for name, value in self.named_parameters()
        }
