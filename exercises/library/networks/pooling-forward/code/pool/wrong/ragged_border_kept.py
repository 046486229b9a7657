# caught by: ragged
import numpy as np


def pool(x, k, s, kind="max"):
    keep = np.max if kind == "max" else np.mean
    rows, columns = -(-(x.shape[0]) // s), -(-(x.shape[1]) // s)
    y = np.empty((rows, columns))
    for i in range(rows):
        for j in range(columns):
            y[i, j] = keep(x[s * i : s * i + k, s * j : s * j + k])
    return y
