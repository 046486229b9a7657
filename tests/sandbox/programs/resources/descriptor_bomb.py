# row: fork bomb; thread, fd bomb
# expect: error passed

import os

KEPT = []


def double(x):
    for _ in range(100_000):
        KEPT.append(os.open("/dev/null", os.O_RDONLY))
    return 2 * x
