# row: CPU spin ignoring signals; sleep; drip output; long BLAS
# expect: time memory

import numpy as np


def double(x):
    a = np.ones((1500, 1500))
    while True:
        a = a @ a
