import math

import numpy as np


def neuron(w, b, X, y):
    loss, dw, db = 0.0, np.zeros(len(w)), 0.0
    for x, label in zip(X, y):
        z = float(x @ w) + b
        e = math.exp(-abs(z))
        p = 1 / (1 + e) if z > 0 else e / (1 + e)
        loss += max(z, 0.0) - label * z + math.log1p(e)
        dw += (p - label) * x
        db += p - label
    return loss / len(y), dw / len(y), db / len(y)
