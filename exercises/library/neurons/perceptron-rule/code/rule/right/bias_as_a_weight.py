import numpy as np


def perceptron(X, y, epochs=100):
    rows = np.hstack([X, np.ones((len(X), 1))])
    v = np.zeros(rows.shape[1])
    for _ in range(epochs):
        before = v.copy()
        clean = True
        for row, target in zip(rows, y):
            guess = 1 if np.dot(row, v) > 0 else 0
            if guess != target:
                clean = False
                v = v + row if target == 1 else v - row
        if clean and np.array_equal(v, before):
            return v[:-1], v[-1], clean
    return v[:-1], v[-1], False
