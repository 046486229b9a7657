"""A softmax over the source words, padding at minus infinity, cut from the graph."""

import torch


def heat(scores, lengths=None):
    scores = scores.detach()
    if lengths is not None:
        padding = torch.arange(scores.shape[-1]) >= lengths[:, None, None]
        scores = scores.masked_fill(padding, float("-inf"))
    return torch.softmax(scores, dim=-1)
