# caught by: four_of_nine
import numpy as np


def top_k(p, k):
    kept = np.argsort(-p, kind="stable")[:k]
    q = np.zeros_like(p)
    q[kept] = p[kept]
    return q
