# row: memory bomb, split over children
# expect: passed

import mmap


def held():
    try:
        mmap.mmap(-1, 2**21, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS | 0x40000)
    except PermissionError:
        return True
    except OSError:  # the host has none to give: the call itself must be refused
        return False
    return False


def double(x):
    return 2 * x if held() else 0 * x
