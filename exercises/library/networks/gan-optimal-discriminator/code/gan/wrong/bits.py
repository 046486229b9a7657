# caught by: value
import numpy as np


def gan(p, q):
    D = p / (p + q)
    return D, float((p * np.log2(D)).sum() + (q * np.log2(1 - D)).sum())
