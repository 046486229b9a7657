# caught by: warm_up
import math


def lr(t, base, warm, total, lo=0.0):
    if t < warm:
        return base * t / warm
    if t >= total:
        return lo
    u = (t - warm) / (total - warm)
    return lo + (base - lo) * (1 + math.cos(math.pi * u)) / 2
