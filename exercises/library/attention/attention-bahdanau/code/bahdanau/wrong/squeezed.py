# caught by: one_position
import numpy as np


def bahdanau(s, H, Wa, Ua, va):
    scores = np.tanh(Wa @ s + H @ Ua.T) @ va
    e = np.exp(scores - scores.max())
    alpha = np.squeeze(e / e.sum())
    return np.dot(alpha, H), alpha
