# caught by: nine_words
import numpy as np


def top_p(p, t):
    q = np.where(p >= 1 - t, p, 0)
    return q / q.sum() if q.sum() > 0 else q
