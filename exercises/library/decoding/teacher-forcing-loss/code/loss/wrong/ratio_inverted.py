# caught by: always_forced
import torch
from torch.nn.functional import cross_entropy


def tf_loss(decoder, h, y, bos, ratio, draw):
    B, T = y.shape
    tokens, loss = torch.full((B,), bos), 0.0
    for t in range(T):
        logits, h = decoder.step(tokens, h)
        loss = loss + cross_entropy(logits, y[:, t])
        if t + 1 < T:
            tokens = logits.argmax(dim=1) if draw() < ratio else y[:, t]
    return loss / T
