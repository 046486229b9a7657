# row: NaN/inf as wildcard, masked array, empty array
# expect: refused failed

import numpy as np


def double(x):
    return np.empty((0,))
