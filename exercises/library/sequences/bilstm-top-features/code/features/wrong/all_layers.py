# caught by: other_depths
import torch


def features(out, h_n):
    return torch.cat(list(h_n), dim=1)
