# caught by: two_steps
import numpy as np


def crf_nll(E, Tr, y):
    alpha = E[0]
    for t in range(1, len(y)):
        alpha = np.logaddexp.reduce(alpha[:, None] + Tr, axis=0) + E[t]
    return np.logaddexp.reduce(alpha)
