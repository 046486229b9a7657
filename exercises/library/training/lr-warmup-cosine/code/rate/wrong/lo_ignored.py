# caught by: middle
import math


def lr(t, base, warm, total, lo=0.0):
    if t < warm:
        return base * (t + 1) / warm
    if t >= total:
        return lo
    u = (t - warm) / (total - warm)
    return base * (1 + math.cos(math.pi * u)) / 2
