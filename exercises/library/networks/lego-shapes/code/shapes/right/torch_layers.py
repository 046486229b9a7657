import torch
from torch import nn


def run(x, kind, *rest):
    if kind == "conv":
        return nn.Conv2d(x.shape[1], *rest)(x)
    if kind == "pool":
        return nn.AvgPool2d(*rest)(x)
    if kind == "map2seq":
        return torch.cat(list(x.transpose(1, 3).transpose(2, 3).unbind(2)), 2)
    if kind == "flatten":
        return x.reshape(1, -1)
    if kind == "dense":
        return nn.Linear(x.shape[-1], *rest)(x)
    n, seq = rest
    out = nn.LSTM(x.shape[-1], n, batch_first=True, bidirectional=kind == "blstm")(x)[0]
    return out if seq else out[:, -1]


def shapes(shape, layers):
    x, found = torch.zeros(1, *shape), []
    for layer in layers:
        x = run(x, *layer)
        found.append(tuple(x.shape[1:]))
    return found
