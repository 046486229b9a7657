# caught by: arguments_intact
import torch


def heat(scores, lengths=None):
    scores = scores.detach()
    if lengths is not None:
        padding = torch.arange(scores.shape[-1]) >= lengths[:, None, None]
        scores.masked_fill_(padding, float("-inf"))
    return torch.softmax(scores, dim=-1)
