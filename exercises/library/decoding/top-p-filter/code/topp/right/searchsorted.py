import numpy as np


def top_p(p, t):
    order = np.argsort(-p, kind="stable")
    count = np.searchsorted(np.cumsum(p[order]), t) + 1
    q = np.where(np.isin(np.arange(len(p)), order[:count]), p, 0)
    return q / q.sum()
