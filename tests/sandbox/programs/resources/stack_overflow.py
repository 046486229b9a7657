# row: C-stack overflow, core dumps
# expect: crashed

import ctypes, sys

sys.setrecursionlimit(10**8)


def deeper(n):
    return max([n], key=lambda m: deeper(m + 1))


def double(x):
    ctypes.string_at(0)
    return deeper(0)
