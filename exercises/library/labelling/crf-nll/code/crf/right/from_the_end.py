import numpy as np


def crf_nll(E, Tr, y):
    beta = np.zeros(E.shape[1])
    for t in range(len(E) - 1, 0, -1):
        beta = np.logaddexp.reduce(Tr + E[t] + beta, axis=1)
    labels = np.array(y)
    score = E[np.arange(len(E)), labels].sum() + Tr[labels[:-1], labels[1:]].sum()
    return float(np.logaddexp.reduce(E[0] + beta) - score)
