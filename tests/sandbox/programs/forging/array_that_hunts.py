# row: __array__ that hunts frames when converted
# expect: failed refused

import sys
import numpy as np


class Hunter:
    def __array__(self, dtype=None, copy=None):
        frame = sys._getframe()
        while frame:
            for value in frame.f_locals.values():
                if isinstance(value, dict) and "want" in value:
                    return np.asarray(value["want"])
            frame = frame.f_back
        return np.zeros(3)


def double(x):
    return Hunter()
