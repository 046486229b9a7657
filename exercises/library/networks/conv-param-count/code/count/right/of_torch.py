import torch


def conv_params(ci, co, k, groups=1, bias=True):
    layer = torch.nn.Conv2d(ci, co, k, groups=groups, bias=bias)
    return sum(p.numel() for p in layer.parameters())
