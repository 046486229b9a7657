# caught by: two_steps
import numpy as np


def crf_nll(E, Tr, y):
    loss = np.logaddexp.reduce(E[0]) - E[0, y[0]]
    for t in range(1, len(y)):
        row = Tr[y[t - 1]] + E[t]
        loss += np.logaddexp.reduce(row) - row[y[t]]
    return loss
