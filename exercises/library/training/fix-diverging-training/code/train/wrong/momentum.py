# caught by: replayed
import torch


def train(params, loss_fn, steps, lr, max_norm):
    optimizer = torch.optim.SGD(params, lr=lr, momentum=0.9)
    losses = []
    for i in range(steps):
        loss = loss_fn(i)
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(params, max_norm)
        optimizer.step()
        losses.append(loss.item())
    return losses
