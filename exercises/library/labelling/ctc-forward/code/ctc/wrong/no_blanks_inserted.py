# caught by: two_labels
import numpy as np


def ctc_loss(logp, y, blank=0):
    if not y:
        return -logp[:, blank].sum()
    alpha = np.full(len(y), -np.inf)
    alpha[0] = logp[0, y[0]]
    for row in logp[1:]:
        alpha = np.logaddexp(alpha, np.append(-np.inf, alpha[:-1])) + row[y]
    return -alpha[-1]
