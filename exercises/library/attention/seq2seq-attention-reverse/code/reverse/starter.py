import torch
from torch import nn

LENGTH, DIGITS = 9, 8


def train(seed):
    """Train a model that reverses; model(x, y=None) gives logits (B, 9, 8), attention (B, 9, 9)."""
    raise NotImplementedError
