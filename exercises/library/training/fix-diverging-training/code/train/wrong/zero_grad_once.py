# caught by: replayed
import torch


def train(params, loss_fn, steps, lr, max_norm):
    optimizer = torch.optim.SGD(params, lr=lr)
    optimizer.zero_grad()
    losses = []
    for i in range(steps):
        loss = loss_fn(i)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(params, max_norm)
        optimizer.step()
        losses.append(loss.item())
    return losses
