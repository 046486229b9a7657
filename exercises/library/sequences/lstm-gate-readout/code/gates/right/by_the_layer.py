import torch
import torch.nn.functional as F


def gates(lstm, x):
    states, _ = lstm(x)
    before = torch.cat([torch.zeros_like(states[:1]), states[:-1]])
    z = F.linear(x, lstm.weight_ih_l0, lstm.bias_ih_l0)
    z = z + F.linear(before, lstm.weight_hh_l0, lstm.bias_hh_l0)
    z = z.view(len(x), 4, lstm.hidden_size)
    return torch.sigmoid(z[:, [0, 1, 3]]).detach(), states[-1].detach()
