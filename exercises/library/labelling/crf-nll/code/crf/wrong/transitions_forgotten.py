# caught by: two_steps
import numpy as np


def crf_nll(E, Tr, y):
    return sum(np.logaddexp.reduce(row) - row[k] for row, k in zip(E, y))
