"""In decreasing order, a word is kept while the sum of those before it is below t."""

import numpy as np


def top_p(p, t):
    order = np.argsort(-p, kind="stable")
    before = np.append(0.0, np.cumsum(p[order])[:-1])
    kept = order[before < t]
    q = np.zeros_like(p)
    q[kept] = p[kept]
    return q / q.sum()
