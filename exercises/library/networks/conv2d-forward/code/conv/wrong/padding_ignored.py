# caught by: padding
import numpy as np


def conv2d(x, w, b, s=1, p=0):
    k = w.shape[-1]
    x = np.pad(x, ((0, 0), (0, 0), (0, 0), (0, 0)))
    rows, columns = (x.shape[2] - k) // s + 1, (x.shape[3] - k) // s + 1
    y = np.empty((len(x), len(w), rows, columns))
    for i in range(rows):
        for j in range(columns):
            window = x[:, :, s * i : s * i + k, s * j : s * j + k]
            y[:, :, i, j] = np.tensordot(window, w, ((1, 2, 3), (1, 2, 3))) + b
    return y
