# caught by: loss
import numpy as np


def mlp(X, y, params):
    W1, b1, W2, b2 = params
    rows = np.arange(len(y))
    h = np.tanh(X @ W1.T + b1)
    s = h @ W2.T + b2
    s = s - s.max(axis=0, keepdims=True) * 0
    log_p = s - np.log(np.exp(s).sum(axis=0, keepdims=True))
    loss = -log_p[rows, y].mean()
    top = np.exp(log_p)
    top[rows, y] -= 1
    top = top / len(y)
    inner = (top @ W2) * (1 - h**2)
    return loss, (inner.T @ X, inner.sum(axis=0), top.T @ h, top.sum(axis=0))
