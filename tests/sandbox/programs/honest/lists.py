# row: honest: lists
# expect: passed

import numpy as np


def double(x):
    return [2 * v for v in x] if np.ndim(x) == 1 else [[2 * v for v in row] for row in x]
