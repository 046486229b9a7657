# row: SysV/POSIX IPC, kernel keyring, file locks, vsock, shared /dev/shm
# expect: passed

import ctypes, errno

libc = ctypes.CDLL(None, use_errno=True)
CALLS = [(29, 7, 4096, 0o1666), (68, 7, 0o1666), (64, 7, 1, 0o1666), (250, 0, 0, 0), (248, 0, 0, 0),
         (73, 0, 2), (41, 40, 1, 0), (240, 0, 0, 0, 0)]


def held():
    for number, *arguments in CALLS:
        ctypes.set_errno(0)
        if libc.syscall(number, *arguments) >= 0 or ctypes.get_errno() not in (errno.EPERM, errno.ENOSYS):
            return False
    return True


def double(x):
    return 2 * x if held() else 0 * x
