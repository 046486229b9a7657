"""How the gradient of the last state shrinks or grows with distance."""

import numpy as np


def grad_norms(W, dsig):
    product = np.eye(len(W))
    norms = [1.0]
    for slope in dsig[::-1]:
        product = product @ (slope[:, None] * W)
        norms.append(np.linalg.norm(product, ord=2))
    return np.array(norms)
