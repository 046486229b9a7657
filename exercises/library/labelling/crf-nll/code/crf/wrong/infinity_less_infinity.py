# caught by: forbidden
import numpy as np


def log_sum(values, axis):
    top = values.max(axis=axis)
    return top + np.log(np.exp(values - top).sum(axis=axis))


def crf_nll(E, Tr, y):
    score = E[0, y[0]]
    alpha = E[0]
    for t in range(1, len(y)):
        score += Tr[y[t - 1], y[t]] + E[t, y[t]]
        alpha = log_sum(alpha[:, None] + Tr, 0) + E[t]
    return log_sum(alpha, 0) - score
