# caught by: small_gradient
import torch


def train(params, loss_fn, steps, lr, max_norm):
    optimizer = torch.optim.SGD(params, lr=lr)
    losses = []
    for i in range(steps):
        loss = loss_fn(i)
        optimizer.zero_grad()
        loss.backward()
        total = torch.sqrt(sum((p.grad**2).sum() for p in params if p.grad is not None))
        for p in params:
            if p.grad is not None:
                p.grad *= max_norm / total
        optimizer.step()
        losses.append(loss.item())
    return losses
