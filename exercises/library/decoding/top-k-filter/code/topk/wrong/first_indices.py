# caught by: four_of_nine
import numpy as np


def top_k(p, k):
    q = np.where(np.arange(len(p)) < k, p, 0)
    return q / q.sum()
