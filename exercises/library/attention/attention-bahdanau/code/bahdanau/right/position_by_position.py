import math

import numpy as np


def bahdanau(s, H, Wa, Ua, va):
    scores = [sum(v * math.tanh(w @ s + u @ h) for v, w, u in zip(va, Wa, Ua)) for h in H]
    top = max(scores)
    total = sum(math.exp(e - top) for e in scores)
    alpha = np.array([math.exp(e - top) / total for e in scores])
    return sum(a * h for a, h in zip(alpha, H)), alpha
