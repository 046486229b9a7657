# caught by: large_scores
import numpy as np


def bahdanau(s, H, Wa, Ua, va):
    e = np.exp(np.clip(np.tanh(Wa @ s + H @ Ua.T) @ va, -500, 500))
    alpha = e / e.sum()
    return alpha @ H, alpha
