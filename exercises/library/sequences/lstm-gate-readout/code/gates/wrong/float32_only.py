# caught by: float64
import torch


@torch.no_grad()
def gates(lstm, x):
    W, U = lstm.weight_ih_l0, lstm.weight_hh_l0
    b = lstm.bias_ih_l0 + lstm.bias_hh_l0
    h = c = torch.zeros(lstm.hidden_size)
    rows = []
    for x_t in x:
        i, f, g, o = (W @ x_t + U @ h + b).chunk(4)
        i, f, o = i.sigmoid(), f.sigmoid(), o.sigmoid()
        c = f * c + i * g.tanh()
        h = o * c.tanh()
        rows.append(torch.stack([i, f, o]))
    return torch.stack(rows), h
