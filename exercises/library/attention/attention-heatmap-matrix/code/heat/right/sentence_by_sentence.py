import torch


def heat(scores, lengths=None):
    B, M, N = scores.shape
    result = torch.zeros(B, M, N, dtype=scores.dtype)
    with torch.no_grad():
        for b in range(B):
            n = N if lengths is None else int(lengths[b])
            s = scores[b, :, :n]
            e = torch.exp(s - s.max(dim=1, keepdim=True).values)
            result[b, :, :n] = e / e.sum(dim=1, keepdim=True)
    return result
