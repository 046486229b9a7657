import math


def sample(logits, T, u):
    top = max(logits)
    weights = [math.exp((z - top) / T) for z in logits]
    total, left = sum(weights), u
    for i, w in enumerate(weights):
        left -= w / total
        if left < 0:
            return i
    return len(weights) - 1
