import math

import numpy as np


def mlp(X, y, params):
    W1, b1, W2, b2 = params
    dW1, db1, dW2, db2 = (np.zeros(p.shape) for p in params)
    loss = 0.0
    for x, label in zip(X, y):
        h = np.array([math.tanh(float(row @ x) + bias) for row, bias in zip(W1, b1)])
        s = W2.dot(h) + b2
        top = max(s)
        weights = np.exp(s - top)
        loss += math.log(weights.sum()) + top - s[label]
        error = weights / weights.sum() - np.eye(len(s))[label]
        back = W2.T.dot(error) * (1 - h) * (1 + h)
        dW1 += np.outer(back, x)
        db1 += back
        dW2 += np.outer(error, h)
        db2 += error
    N = len(y)
    return loss / N, [dW1 / N, db1 / N, dW2 / N, db2 / N]
