import torch


def bahdanau(s, H, Wa, Ua, va):
    s, H, Wa, Ua, va = (torch.as_tensor(a) for a in (s, H, Wa, Ua, va))
    alpha = torch.softmax(torch.tanh(H @ Ua.T + Wa @ s) @ va, dim=0)
    return H.T @ alpha, alpha
