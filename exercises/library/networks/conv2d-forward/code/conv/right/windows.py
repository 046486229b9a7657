import numpy as np


def conv2d(x, w, b, s=1, p=0):
    k = w.shape[2]
    padded = np.pad(x, [(0, 0), (0, 0), (p, p), (p, p)])
    views = np.lib.stride_tricks.sliding_window_view(padded, (k, k), axis=(2, 3))[:, :, ::s, ::s]
    return np.einsum("bcijuv,ocuv->boij", views, w) + b[:, None, None]
