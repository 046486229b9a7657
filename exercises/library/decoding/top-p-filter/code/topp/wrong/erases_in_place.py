# caught by: array_intact
import numpy as np


def top_p(p, t):
    order = np.argsort(-p, kind="stable")
    p[order[np.append(0.0, np.cumsum(p[order])[:-1]) >= t]] = 0
    return p / p.sum()
