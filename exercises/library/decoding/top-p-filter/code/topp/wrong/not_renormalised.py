# caught by: example
import numpy as np


def top_p(p, t):
    order = np.argsort(-p, kind="stable")
    kept = order[np.append(0.0, np.cumsum(p[order])[:-1]) < t]
    q = np.zeros_like(p)
    q[kept] = p[kept]
    return q
