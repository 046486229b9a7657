# caught by: two_layers
import torch


def features(out, h_n):
    return torch.cat([h_n[-1], h_n[-2]], dim=1)
