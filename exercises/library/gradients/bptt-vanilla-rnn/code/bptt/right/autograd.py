import torch


def bptt(x, y, h0, W, U, b, V):
    x, y, h = torch.tensor(x), torch.tensor(y), torch.tensor(h0)
    W, U, b, V = (torch.tensor(value, requires_grad=True) for value in (W, U, b, V))
    loss = 0
    for x_t, y_t in zip(x, y):
        h = torch.tanh(W @ h + U @ x_t + b)
        loss = loss + ((V @ h - y_t) ** 2).sum() / 2
    grads = torch.autograd.grad(loss, (W, U, b, V))
    return loss.item(), {name: grad.numpy() for name, grad in zip("WUbV", grads)}
