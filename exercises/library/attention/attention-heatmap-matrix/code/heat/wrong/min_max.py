# caught by: map_of_scores
import torch


def heat(scores, lengths=None):
    scores = scores.detach()
    scaled = (scores - scores.min()) / (scores.max() - scores.min())
    if lengths is not None:
        scaled = scaled * (torch.arange(scores.shape[-1]) < lengths[:, None, None])
    return scaled
