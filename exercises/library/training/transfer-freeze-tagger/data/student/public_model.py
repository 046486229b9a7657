"""The tagger that your `finetune` adapts. You may import and try it."""

import torch
from torch import nn


class Tagger(nn.Module):
    """Words X (B, T) to logits (B, T, n_tags), in float64."""

    def __init__(self, n_words, n_tags, n_emb=5, n_units=4):
        super().__init__()
        self.emb = nn.Embedding(n_words, n_emb, dtype=torch.float64)
        self.enc = nn.LSTM(n_emb, n_units, batch_first=True, bidirectional=True, dtype=torch.float64)
        self.head = nn.Linear(2 * n_units, n_tags, dtype=torch.float64)

    def forward(self, x):
        return self.head(self.enc(self.emb(x))[0])


def asks_gradient(model):
    """Which parameters require a gradient: names to True or False."""
    return {name: parameter.requires_grad for name, parameter in model.named_parameters()}
