# caught by: arguments_intact
import numpy as np


def crf_nll(E, Tr, y):
    score = E[0, y[0]]
    for t in range(1, len(y)):
        score += Tr[y[t - 1], y[t]] + E[t, y[t]]
        E[t] += np.logaddexp.reduce(E[t - 1][:, None] + Tr, axis=0)
    return np.logaddexp.reduce(E[-1]) - score
