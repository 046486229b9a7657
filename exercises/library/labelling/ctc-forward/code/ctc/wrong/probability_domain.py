# caught by: long_sequence
import numpy as np


def ctc_loss(logp, y, blank=0):
    labels = np.full(2 * len(y) + 1, blank)
    labels[1::2] = y
    skip = np.zeros(len(labels))
    skip[3::2] = labels[3::2] != labels[1:-2:2]
    alpha = np.zeros(len(labels))
    alpha[:2] = np.exp(logp[0, labels[:2]])
    for row in np.exp(logp[1:]):
        one = np.append(0, alpha[:-1])
        alpha = (alpha + one + skip * np.append(0, one[:-1])) * row[labels]
    with np.errstate(divide="ignore"):
        return -np.log(alpha[-2:].sum())
