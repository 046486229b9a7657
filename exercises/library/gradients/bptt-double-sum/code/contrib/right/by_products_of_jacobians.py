import numpy as np


def contrib(g, D, W, hprev):
    T, H = g.shape
    jacobians = [np.diag(slope) @ W for slope in D]
    C = np.zeros((T, T, H, H))
    for k in range(T):
        product = np.eye(H)
        for t in range(k, T):
            if t > k:
                product = jacobians[t] @ product
            C[t, k] = (D[k] * (product.T @ g[t]))[:, None] * hprev[k][None, :]
    return C
