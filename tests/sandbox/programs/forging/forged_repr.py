# row: float/str subclass with forged __repr__
# expect: failed refused

import numpy as np


class Nice(float):
    def __repr__(self):
        return "passed"

    def __float__(self):
        return 2.0

    def __eq__(self, other):
        return True


def double(x):
    return [Nice(0.0) for _ in np.ravel(x)]
