import math

import torch


def attend(Q, K, V, mask=None):
    Q, K, V = (torch.as_tensor(a) for a in (Q, K, V))
    scores = torch.einsum("...md,...nd->...mn", Q, K) / math.sqrt(Q.shape[-1])
    if mask is not None:
        scores = scores.masked_fill(~torch.as_tensor(mask), float("-inf"))
    weights = torch.softmax(scores, dim=-1)
    return weights @ V, weights
