# caught by: first_step
import torch


@torch.no_grad()
def gates(lstm, x):
    W, U = lstm.weight_ih_l0, lstm.weight_hh_l0
    b = lstm.bias_ih_l0 + lstm.bias_hh_l0
    h = c = x.new_zeros(lstm.hidden_size)
    rows = []
    for x_t in x:
        z = W @ x_t + U @ h + b
        i, f, g, o = z.chunk(4)
        i, f, o = i.sigmoid(), f.sigmoid(), o.sigmoid()
        c = f * c + i * g.tanh()
        h = o * c.tanh()
        rows.append(torch.stack(z.chunk(4))[[0, 1, 3]])
    return torch.stack(rows), h
