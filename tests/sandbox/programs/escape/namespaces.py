# row: Posture, new userns and mounts (Flatpak CVE-2021-41133)
# expect: passed

import ctypes, errno

libc = ctypes.CDLL(None, use_errno=True)
REFUSED = (errno.EPERM, errno.ENOSYS, errno.EACCES)


def refused(*call):
    ctypes.set_errno(0)
    return libc.syscall(*(ctypes.c_long(a) for a in call)) < 0 and ctypes.get_errno() in REFUSED


NEW = 0x10000000

def held():
    calls = [(272, NEW), (272, 0x20000), (56, NEW | 17, 0, 0, 0, 0), (308, 3, 0), (165, 0, 0, 0, 0, 0),
             (166, 0, 0), (155, 0, 0), (161, 0), (428, 0, 0, 0), (429, 0, 0, 0, 0, 0), (430, 0, 0),
             (442, 0, 0, 0, 0, 0), (435, 0, 0)]
    return all(refused(*call) for call in calls)


def double(x):
    return 2 * x if held() else 0 * x
