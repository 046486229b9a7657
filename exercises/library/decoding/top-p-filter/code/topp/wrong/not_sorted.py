# caught by: example
import numpy as np


def top_p(p, t):
    q = np.where(np.append(0.0, np.cumsum(p)[:-1]) < t, p, 0)
    return q / q.sum()
