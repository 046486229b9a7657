# caught by: value
import numpy as np


def gan(p, q):
    m = (p + q) / 2
    return p / (p + q), float((p * np.log(p / m)).sum() + (q * np.log(q / m)).sum()) / 2
