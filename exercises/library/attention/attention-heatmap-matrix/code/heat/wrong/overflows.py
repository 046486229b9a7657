# caught by: large_scores
import torch


def heat(scores, lengths=None):
    e = torch.exp(scores.detach())
    if lengths is not None:
        e = e * (torch.arange(scores.shape[-1]) < lengths[:, None, None])
    return e / e.sum(dim=-1, keepdim=True)
