# caught by: map_of_scores
import torch


def heat(scores, lengths=None):
    scores = scores.detach().clone()
    if lengths is not None:
        scores[(torch.arange(scores.shape[-1]) >= lengths[:, None, None]).expand_as(scores)] = 0
    return scores
