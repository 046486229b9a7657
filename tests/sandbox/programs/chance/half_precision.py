# row: Unlucky: float16
# expect: failed refused

import numpy as np


def double(x):
    return (2 * x).astype(np.float16)
