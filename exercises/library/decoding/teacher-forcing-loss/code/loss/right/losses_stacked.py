import torch


def tf_loss(decoder, h, y, bos, ratio, draw):
    tokens = torch.zeros_like(y[:, 0]) + bos
    losses, chosen = [], None
    for step, target in enumerate(y.T):
        if step:
            tokens = y[:, step - 1] if draw() < ratio else chosen
        logits, h = decoder.step(tokens, h)
        chosen = logits.detach().max(dim=1).indices
        losses.append(-torch.log_softmax(logits, dim=1).gather(1, target[:, None]).squeeze(1))
    return torch.stack(losses).mean()
