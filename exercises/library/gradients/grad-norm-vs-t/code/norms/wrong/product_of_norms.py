# caught by: not_normal
import numpy as np


def grad_norms(W, dsig):
    norms = [1.0]
    for slope in dsig[::-1]:
        norms.append(norms[-1] * np.linalg.norm(slope[:, None] * W, 2))
    return np.array(norms)
