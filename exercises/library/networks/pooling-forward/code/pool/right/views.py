import numpy as np


def pool(x, k, s, kind="max"):
    windows = np.lib.stride_tricks.sliding_window_view(x, (k, k))[::s, ::s]
    return getattr(windows, {"max": "max", "avg": "mean"}[kind])(axis=(2, 3))
