import numpy as np


def windows(x, w, s):
    rows, start = [], 0
    while start + w <= len(x):
        rows.append(x[start : start + w])
        start += s
    return np.array(rows).reshape(len(rows), w)
