# caught by: two_labels
import numpy as np


def ctc_loss(logp, y, blank=0):
    labels = np.full(2 * len(y) + 1, blank)
    labels[1::2] = y
    skip = np.zeros(len(labels), dtype=bool)
    skip[3::2] = labels[3::2] != labels[1:-2:2]
    alpha = np.full(len(labels), -np.inf)
    alpha[0] = logp[0, blank]
    for row in logp[1:]:
        one = np.append(-np.inf, alpha[:-1])
        two = np.where(skip, np.append(-np.inf, one[:-1]), -np.inf)
        alpha = np.logaddexp(np.logaddexp(alpha, one), two) + row[labels]
    return -np.logaddexp.reduce(alpha[-2:])
