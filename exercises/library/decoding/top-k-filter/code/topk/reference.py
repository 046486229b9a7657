"""The indices of the k largest, by a stable sort; what they hold, divided by its sum."""

import numpy as np


def top_k(p, k):
    kept = np.argsort(-p, kind="stable")[:k]
    q = np.zeros_like(p)
    q[kept] = p[kept]
    return q / q.sum()
