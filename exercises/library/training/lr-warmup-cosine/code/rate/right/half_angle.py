import numpy as np


def lr(t, base, warm, total, lo=0.0):
    rise = base * (t + 1) / max(warm, 1)
    u = min(1.0, (t - warm) / max(total - warm, 1))
    share = np.cos(np.pi * u / 2) ** 2 if t < total else 0.0
    return rise if t < warm else share * base + (1 - share) * lo
