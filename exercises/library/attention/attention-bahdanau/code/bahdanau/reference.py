"""Scores of all positions by broadcasting, a softmax that cannot overflow, a mean of the states."""

import numpy as np


def bahdanau(s, H, Wa, Ua, va):
    scores = np.tanh(Wa @ s + H @ Ua.T) @ va
    e = np.exp(scores - scores.max())
    alpha = e / e.sum()
    return alpha @ H, alpha
