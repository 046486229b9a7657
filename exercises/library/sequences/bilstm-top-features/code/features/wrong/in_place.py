# caught by: intact
import torch


def features(out, h_n):
    return torch.cat([h_n[-2].mul_(1), h_n[-1].add_(0.5).sub(0.5)], dim=1)
