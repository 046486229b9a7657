# caught by: weights
import numpy as np


def bahdanau(s, H, Wa, Ua, va):
    scores = (Wa @ s + H @ Ua.T) @ va
    e = np.exp(scores - scores.max())
    alpha = e / e.sum()
    return alpha @ H, alpha
