# row: honest: finite differences
# expect: passed

import numpy as np


def double(x):
    return (np.square(x + 0.5) - np.square(x - 0.5))
