# row: lying __array_interface__ (bad pointer)
# expect: crashed refused error

import numpy as np


class Liar:
    __array_interface__ = {"shape": (3,), "typestr": "<f8", "data": (8, False), "version": 3}


def double(x):
    return np.array(np.asarray(Liar()), copy=True)
