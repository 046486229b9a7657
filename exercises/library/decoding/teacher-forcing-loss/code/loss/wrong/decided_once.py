# caught by: mixed
import torch
from torch.nn.functional import cross_entropy


def tf_loss(decoder, h, y, bos, ratio, draw):
    B, T = y.shape
    tokens, loss, forced = torch.full((B,), bos), 0.0, draw() < ratio
    for t in range(T):
        logits, h = decoder.step(tokens, h)
        loss = loss + cross_entropy(logits, y[:, t])
        tokens = y[:, t] if forced else logits.argmax(dim=1)
    return loss / T
