# caught by: not_normal
import numpy as np


def grad_norms(W, dsig):
    product, norms = np.eye(len(W)), [1.0]
    for slope in dsig[::-1]:
        product = product @ (slope[:, None] * W)
        norms.append(np.abs(np.linalg.eigvals(product)).max())
    return np.array(norms)
