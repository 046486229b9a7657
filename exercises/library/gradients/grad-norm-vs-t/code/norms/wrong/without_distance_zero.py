# caught by: first_is_one
import numpy as np


def grad_norms(W, dsig):
    product, norms = np.eye(len(W)), []
    for slope in dsig[::-1]:
        product = product @ (slope[:, None] * W)
        norms.append(np.linalg.norm(product, 2))
    return np.array(norms)
