import numpy as np


def grad_norms(W, dsig):
    T, H = dsig.shape
    products = np.empty((T + 1, H, H))
    products[0] = np.eye(H)
    for k in range(1, T + 1):
        products[k] = products[k - 1] @ np.diag(dsig[T - k]) @ W
    return np.linalg.svd(products, compute_uv=False)[:, 0]
