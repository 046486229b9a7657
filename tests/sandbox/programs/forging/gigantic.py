# row: gigantic reply
# expect: refused memory

import numpy as np


def double(x):
    return np.zeros(2**21)
