# caught by: sigmoid_rnn
import numpy as np


def grad_norms(W, dsig):
    product, norms = np.eye(len(W)), [1.0]
    for slope in dsig[::-1]:
        product = (slope[:, None] * W) @ product
        norms.append(np.linalg.norm(product, 2))
    return np.array(norms)
