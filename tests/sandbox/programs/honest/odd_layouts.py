# row: honest: odd layouts
# expect: passed

import numpy as np


def double(x):
    return np.asfortranarray(2 * x)[::-1][::-1]
