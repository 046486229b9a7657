# caught by: two_steps
import numpy as np


def crf_nll(E, Tr, y):
    score = E[0, y[0]]
    alpha = E[0]
    for t in range(1, len(y)):
        score += Tr[y[t], y[t - 1]] + E[t, y[t]]
        alpha = np.logaddexp.reduce(alpha[:, None] + Tr, axis=0) + E[t]
    return np.logaddexp.reduce(alpha) - score
