# caught by: long_sequence
import numpy as np


def crf_nll(E, Tr, y):
    score = E[0, y[0]]
    alpha = np.exp(E[0])
    for t in range(1, len(y)):
        score += Tr[y[t - 1], y[t]] + E[t, y[t]]
        alpha = alpha @ np.exp(Tr) * np.exp(E[t])
    return np.log(alpha.sum()) - score
