# row: honest: recursion
# expect: passed

import numpy as np


def twice(n):
    return 0 if n == 0 else 2 + twice(n - 1)


def double(x):
    return x * (twice(200) / 200)
