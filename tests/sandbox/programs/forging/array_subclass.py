# row: ndarray subclass, __array_ufunc__, __array_function__
# expect: failed

import numpy as np


class Obliging(np.ndarray):
    def __array_ufunc__(self, ufunc, method, *inputs, **kwargs):
        return np.bool_(True)

    def __array_function__(self, func, types, args, kwargs):
        return True

    def __eq__(self, other):
        return True


def double(x):
    return np.zeros(x.shape).view(Obliging)
