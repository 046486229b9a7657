import torch


def lstm_bwd(cache, dh_new, dc_new):
    x, h, c, W, U, b = (torch.tensor(value, requires_grad=True) for value in cache)
    i, f, g, o = (W @ x + U @ h + b).chunk(4)
    new = torch.sigmoid(f) * c + torch.sigmoid(i) * torch.tanh(g)
    results = (torch.sigmoid(o) * torch.tanh(new), new)
    given = (torch.tensor(dh_new), torch.tensor(dc_new))
    grads = torch.autograd.grad(results, (x, h, c, W, U, b), given)
    return dict(zip(("dx", "dh", "dc", "dW", "dU", "db"), (grad.numpy() for grad in grads)))
