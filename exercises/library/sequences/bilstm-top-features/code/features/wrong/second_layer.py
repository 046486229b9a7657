# caught by: other_depths
import torch


def features(out, h_n):
    return torch.cat([h_n[2], h_n[3]], dim=1)
