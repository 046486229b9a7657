# caught by: two_layers
import torch


def features(out, h_n):
    return torch.stack([h_n[-2], h_n[-1]], dim=1)
