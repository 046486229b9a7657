# row: roots and ..
# expect: passed

import os


def held():
    before = set(os.listdir("/"))
    os.chdir("/")
    for _ in range(50):
        os.chdir("..")
    if set(os.listdir(".")) != before:
        return False
    for call in (lambda: os.chroot("/tmp"), lambda: os.open("/", os.O_RDONLY | 0o20000000) and os.fchdir(99)):
        try:
            call()
        except OSError:
            continue
        return False
    return True


def double(x):
    return 2 * x if held() else 0 * x
