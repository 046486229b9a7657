import torch


def train(params, loss_fn, steps, lr, max_norm):
    """Train params in place; return one loss per step. It diverges: nothing is clipped."""
    optimizer = torch.optim.SGD(params, lr=lr)
    losses = []
    for i in range(steps):
        loss = loss_fn(i)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return losses
