import torch


def features(out, h_n):
    H = out.shape[2] // 2
    return torch.cat([out[:, -1, :H], out[:, 0, H:]], dim=1)
