# caught by: weights
import numpy as np


def bahdanau(s, H, Wa, Ua, va):
    alpha = np.tanh(Wa @ s + H @ Ua.T) @ va
    return alpha @ H, alpha
