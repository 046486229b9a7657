# caught by: ties
import numpy as np


def top_k(p, k):
    q = np.where(p >= np.sort(p)[::-1][min(k, len(p)) - 1], p, 0)
    return q / q.sum()
