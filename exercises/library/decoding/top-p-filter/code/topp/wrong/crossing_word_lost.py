# caught by: example
import numpy as np


def top_p(p, t):
    order = np.argsort(-p, kind="stable")
    kept = order[np.cumsum(p[order]) < t]
    q = np.zeros_like(p)
    q[kept] = p[kept]
    return q / q.sum() if q.sum() > 0 else q
