# caught by: array_intact
import numpy as np


def top_k(p, k):
    p[np.argsort(-p, kind="stable")[k:]] = 0
    return p / p.sum()
