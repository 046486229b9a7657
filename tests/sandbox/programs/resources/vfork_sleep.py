# row: CPU spin ignoring signals; sleep; drip output; long BLAS
# expect: passed

import ctypes, errno, os, time

libc = ctypes.CDLL(None, use_errno=True)


def held():
    for flags in (0x4000 | 17, 0x8000 | 17, 0x2000 | 17, 0x4100 | 17):
        pid = libc.syscall(56, flags, 0, 0, 0, 0)
        if pid == 0:
            time.sleep(30)  # its parent would sleep unkillable, as if it waited for a disk
            os._exit(0)
        if pid > 0 or ctypes.get_errno() != errno.EPERM:
            return False
    return True


def double(x):
    return 2 * x if held() else 0 * x
