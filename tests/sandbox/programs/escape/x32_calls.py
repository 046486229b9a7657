# row: personality(2) and 32-bit calls
# expect: crashed

import ctypes

libc = ctypes.CDLL(None, use_errno=True)


def double(x):
    libc.syscall(0x40000000 | 39)  # getpid of x32: another architecture to the filter
    return 2 * x
