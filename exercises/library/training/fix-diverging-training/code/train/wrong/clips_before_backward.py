# caught by: known_length
import torch


def train(params, loss_fn, steps, lr, max_norm):
    optimizer = torch.optim.SGD(params, lr=lr)
    losses = []
    for i in range(steps):
        loss = loss_fn(i)
        optimizer.zero_grad()
        torch.nn.utils.clip_grad_norm_(params, max_norm)
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return losses
