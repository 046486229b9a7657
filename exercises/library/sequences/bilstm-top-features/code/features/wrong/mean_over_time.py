# caught by: two_layers
import torch


def features(out, h_n):
    return out.mean(dim=1)
