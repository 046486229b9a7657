# caught by: optimal
import numpy as np


def gan(p, q):
    D = np.clip((p > q).astype(float), 1e-9, 1 - 1e-9)
    return D, float((p * np.log(D)).sum() + (q * np.log(1 - D)).sum())
