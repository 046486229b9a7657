# row: NaN/inf as wildcard, masked array, empty array
# expect: failed refused

import numpy as np


def double(x):
    return np.ma.masked_all(x.shape)
