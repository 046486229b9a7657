# row: signals to group and parent
# expect: passed error crashed

import os, signal


def double(x):
    for target in (0, -1, 1, os.getppid(), -os.getpgrp()):
        try:
            os.kill(target, signal.SIGTERM)
        except OSError:
            pass
    return 2 * x
