# caught by: zeros
import numpy as np


def gan(p, q):
    with np.errstate(all="ignore"):
        D = p / (p + q)
        return D, float((p * np.log(D)).sum() + (q * np.log(1 - D)).sum())
