# row: setuid programs
# expect: passed

import os


def held():
    if os.getuid() == 0 and os.access("/root", os.R_OK):
        return False
    for call in (lambda: os.setuid(0), lambda: os.setgid(0), lambda: os.setgroups([0]),
                 lambda: os.execv("/usr/bin/su", ["su"]), lambda: os.execv("/bin/sh", ["sh"])):
        try:
            call()
        except OSError:
            continue
        return False
    return True


def double(x):
    return 2 * x if held() else 0 * x
