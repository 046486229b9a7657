# row: ptrace/mem/pidfd of zygote and init
# expect: passed

import ctypes, errno

libc = ctypes.CDLL(None, use_errno=True)
REFUSED = (errno.EPERM, errno.ENOSYS, errno.EACCES)


def refused(*call):
    ctypes.set_errno(0)
    return libc.syscall(*(ctypes.c_long(a) for a in call)) < 0 and ctypes.get_errno() in REFUSED


def held():
    calls = [(101, 16, 1, 0, 0), (101, 0, 0, 0, 0), (310, 1, 0, 0, 0, 0, 0), (311, 1, 0, 0, 0, 0, 0),
             (434, 1, 0), (438, 3, 0, 0), (424, 3, 9, 0, 0), (312, 1, 1, 0, 0, 0)]
    return all(refused(*call) for call in calls)


def double(x):
    return 2 * x if held() else 0 * x
