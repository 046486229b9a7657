import torch


def conv_out(n, k, s=1, p=0, d=1):
    layer = torch.nn.Conv1d(1, 1, k, stride=s, padding=p, dilation=d)
    return layer(torch.zeros(1, 1, n)).shape[2]
