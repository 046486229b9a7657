# caught by: first_is_one
import numpy as np


def grad_norms(W, dsig):
    product = np.eye(len(W))
    norms = [np.linalg.norm(product)]
    for slope in dsig[::-1]:
        product = product @ (slope[:, None] * W)
        norms.append(np.linalg.norm(product))
    return np.array(norms)
