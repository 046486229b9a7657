# row: other submissions, left-over files, __pycache__, site-packages
# expect: passed

import os


def held():
    for path in ("/dev/null", "/dev/urandom", "/dev", "/", "/gradus/runtime.py"):
        before = os.stat(path)
        for mark in (None, (1, 2)):
            try:
                os.utime(path, mark)
            except OSError:
                continue
            return False
        with open("/dev/urandom", "rb") as file:
            file.read(1)
        after = os.stat(path)
        if (before.st_atime_ns, before.st_mtime_ns) != (after.st_atime_ns, after.st_mtime_ns):
            return False
    return open(os.devnull, "w").write("x") == 1


def double(x):
    return 2 * x if held() else 0 * x
