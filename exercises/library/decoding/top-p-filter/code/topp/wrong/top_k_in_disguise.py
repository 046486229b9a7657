# caught by: nine_words
import numpy as np


def top_p(p, t):
    kept = np.argsort(-p, kind="stable")[: max(1, round(t * len(p)))]
    q = np.zeros_like(p)
    q[kept] = p[kept]
    return q / q.sum()
