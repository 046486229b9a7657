# caught by: value
import numpy as np


def gan(p, q):
    D = p / (p + q)
    return D, float((p * np.log(D)).sum() + (q * np.log(1 - D)).sum()) / 2
