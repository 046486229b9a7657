# caught by: weights
import numpy as np


def bahdanau(s, H, Wa, Ua, va):
    scores = np.tanh(Wa @ s + H @ Ua.T) @ va
    alpha = 1 / (1 + np.exp(-scores))
    return alpha @ H, alpha
