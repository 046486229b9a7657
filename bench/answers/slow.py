import time

import numpy as np


def jacobian(A, v):
    time.sleep(0.1)
    e = np.exp(-np.abs(A @ v))
    return (e / (1.0 + e) ** 2)[:, None] * A
