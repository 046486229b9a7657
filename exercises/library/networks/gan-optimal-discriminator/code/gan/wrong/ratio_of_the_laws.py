# caught by: optimal
import numpy as np


def gan(p, q):
    D = p / q / (p / q).sum()
    return D, float((p * np.log(D)).sum() + (q * np.log(1 - D)).sum())
