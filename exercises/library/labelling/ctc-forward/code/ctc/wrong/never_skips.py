# caught by: two_labels
import numpy as np


def ctc_loss(logp, y, blank=0):
    labels = np.full(2 * len(y) + 1, blank)
    labels[1::2] = y
    alpha = np.full(len(labels), -np.inf)
    alpha[:2] = logp[0, labels[:2]]
    for row in logp[1:]:
        alpha = np.logaddexp(alpha, np.append(-np.inf, alpha[:-1])) + row[labels]
    return -np.logaddexp.reduce(alpha[-2:])
