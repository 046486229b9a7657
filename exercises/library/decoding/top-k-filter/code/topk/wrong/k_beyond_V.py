# caught by: all_kept
import numpy as np


def top_k(p, k):
    order = np.argsort(-p, kind="stable")
    q = np.zeros_like(p)
    for i in range(k):
        q[order[i]] = p[order[i]]
    return q / q.sum()
