# caught by: overlapping
import numpy as np


def pool(x, k, s, kind="max"):
    keep = np.max if kind == "max" else np.mean
    rows, columns = (x.shape[0] - k) // s + 1, (x.shape[1] - k) // s + 1
    y = np.empty((rows, columns))
    for i in range(rows):
        for j in range(columns):
            y[i, j] = keep(x[s * i : s * i + s, s * j : s * j + s])
    return y
