# caught by: example
import numpy as np


def top_p(p, t):
    q = np.sort(p)[::-1].copy()
    q[np.append(0.0, np.cumsum(q)[:-1]) >= t] = 0
    return q / q.sum()
