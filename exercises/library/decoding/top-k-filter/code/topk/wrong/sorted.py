# caught by: four_of_nine
import numpy as np


def top_k(p, k):
    q = np.sort(p)[::-1]
    q[k:] = 0
    return q / q.sum()
