# row: NaN/inf as wildcard, masked array, empty array
# expect: failed

import numpy as np


def double(x):
    return np.full(x.shape, np.nan)
