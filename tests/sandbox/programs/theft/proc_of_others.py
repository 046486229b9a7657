# row: /proc/<pid>/environ, cmdline, fd, cwd, root of others
# expect: passed

import os


def held():
    for pid in ("self", "1", "2", str(os.getpid()), str(os.getppid())):
        for name in ("environ", "cmdline", "fd", "cwd", "root", "mem", "maps"):
            if os.path.lexists(f"/proc/{pid}/{name}"):
                return False
    return not os.listdir("/proc")


def double(x):
    return 2 * x if held() else 0 * x
