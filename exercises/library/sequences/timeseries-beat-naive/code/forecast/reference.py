"""Least squares on a window of one cycle and two steps."""

import numpy as np

WINDOW = 26


def forecast(y, n_train, seed):
    windows = np.lib.stride_tricks.sliding_window_view(y, WINDOW)[:-1]
    X = np.column_stack([windows, np.ones(len(windows))])
    past, known = X[: n_train - WINDOW], y[WINDOW:n_train]
    w = np.linalg.lstsq(past, known, rcond=None)[0]
    return X[n_train - WINDOW :] @ w
