# caught by: padding
import torch


def heat(scores, lengths=None):
    scores = scores.detach()
    if lengths is not None:
        padding = torch.arange(scores.shape[-1]) >= lengths[:, None, None]
        scores = scores.masked_fill(padding, 0.0)
    return torch.softmax(scores, dim=-1)
