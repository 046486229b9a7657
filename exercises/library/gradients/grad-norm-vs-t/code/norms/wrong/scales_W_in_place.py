# caught by: arguments_intact
import numpy as np


def grad_norms(W, dsig):
    product, norms, original = np.eye(len(W)), [1.0], W.copy()
    for slope in dsig[::-1]:
        W[:] = slope[:, None] * original
        product = product @ W
        norms.append(np.linalg.norm(product, 2))
    return np.array(norms)
