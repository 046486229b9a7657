# row: other submissions, left-over files, __pycache__, site-packages
# expect: passed

import os


def held():
    if set(os.listdir("/tmp")) - {"data"} or os.listdir("/dev/shm"):
        return False
    for path in ("/gradus/mine", "/site/0/mine.py", "/usr/lib/mine.py"):
        try:
            open(path, "w").close()
        except OSError:
            continue
        return False
    return True


def double(x):
    return 2 * x if held() else 0 * x
