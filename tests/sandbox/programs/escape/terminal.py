# row: TIOCSTI also with high bits set (CVE-2017-5226, CVE-2019-10063)
# expect: passed

import ctypes, errno

libc = ctypes.CDLL(None, use_errno=True)
REFUSED = (errno.EPERM, errno.ENOSYS, errno.EACCES)


def refused(*call):
    ctypes.set_errno(0)
    return libc.syscall(*(ctypes.c_long(a) for a in call)) < 0 and ctypes.get_errno() in REFUSED


def held():
    return all(refused(16, fd, request, 0) for fd in (0, 1, 2)
               for request in (0x5412, 0x5412 | 1 << 32, 0x541C, 0x5423))


def double(x):
    return 2 * x if held() else 0 * x
