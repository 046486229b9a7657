# row: two processes answer one call
# expect: failed refused error passed-in-part

import os


def double(x):
    os.fork()
    return 3 * x
