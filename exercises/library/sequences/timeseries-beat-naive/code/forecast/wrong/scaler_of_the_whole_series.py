# caught by: learned_from_the_past
import numpy as np

WINDOW = 26


def forecast(y, n_train, seed):
    mean, scale = y.mean(), y.std()
    z = (y - mean) / scale
    windows = np.lib.stride_tricks.sliding_window_view(z, WINDOW)[:-1]
    X = np.column_stack([windows, np.ones(len(windows))])
    A, b = X[: n_train - WINDOW], z[WINDOW:n_train]
    w = np.linalg.solve(A.T @ A + np.eye(A.shape[1]), A.T @ b)
    return X[n_train - WINDOW :] @ w * scale + mean
