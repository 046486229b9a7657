# caught by: both
import numpy as np


def bahdanau(s, H, Wa, Ua, va):
    scores = np.tanh(Wa @ s + H @ Ua.T) @ va
    e = np.exp(scores - scores.max())
    return H.mean(axis=0), e / e.sum()
