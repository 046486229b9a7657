# caught by: example
import numpy as np


def top_p(p, t):
    order = np.argsort(-p, kind="stable")
    count = np.searchsorted(np.cumsum(p[order]), t) + 2
    q = np.zeros_like(p)
    q[order[:count]] = p[order[:count]]
    return q / q.sum()
