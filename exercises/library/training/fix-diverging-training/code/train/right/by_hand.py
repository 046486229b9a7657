import torch


def train(params, loss_fn, steps, lr, max_norm):
    losses = []
    for i in range(steps):
        loss = loss_fn(i)
        grads = torch.autograd.grad(loss, params, allow_unused=True)
        norm = sum((g.double() ** 2).sum() for g in grads if g is not None).sqrt()
        factor = float(min(1.0, max_norm / (norm + 1e-6)))
        with torch.no_grad():
            for param, grad in zip(params, grads):
                if grad is not None:
                    param -= lr * factor * grad
        losses.append(float(loss.detach()))
    return losses
