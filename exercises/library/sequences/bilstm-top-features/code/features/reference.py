"""The last two blocks of h_n belong to the last layer: first forwards, then backwards."""

import torch


def features(out, h_n):
    forwards, backwards = h_n[-2], h_n[-1]
    return torch.cat([forwards, backwards], dim=1)
