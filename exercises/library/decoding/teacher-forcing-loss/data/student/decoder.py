"""A small decoder: one GRU cell between an embedding and a linear layer. Import it as you like."""

from torch import nn


class Decoder(nn.Module):
    """step(tokens (B,), h (B, H)) gives the logits of the next token (B, V) and the new state."""

    def __init__(self, vocabulary=7, hidden=6):
        super().__init__()
        self.embedding = nn.Embedding(vocabulary, hidden)
        self.cell = nn.GRUCell(hidden, hidden)
        self.out = nn.Linear(hidden, vocabulary)

    def step(self, tokens, h):
        h = self.cell(self.embedding(tokens), h)
        return self.out(h), h
