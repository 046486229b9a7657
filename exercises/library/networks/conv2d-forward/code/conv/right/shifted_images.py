import numpy as np


def conv2d(x, w, b, s=1, p=0):
    B, C, H, W = x.shape
    O, _, k, _ = w.shape
    image = np.zeros((B, C, H + 2 * p, W + 2 * p))
    image[:, :, p : p + H, p : p + W] = x
    rows, columns = (H + 2 * p - k) // s + 1, (W + 2 * p - k) // s + 1
    y = np.zeros((B, O, rows, columns)) + b.reshape(1, O, 1, 1)
    for u in range(k):
        for v in range(k):
            part = image[:, :, u : u + s * rows : s, v : v + s * columns : s]
            part = part[:, :, :rows, :columns]
            y += np.einsum("bcij,oc->boij", part, w[:, :, u, v])
    return y
