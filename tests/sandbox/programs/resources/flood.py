# row: output flood, binary, no newline
# expect: passed

import os


def double(x):
    os.write(1, os.urandom(300_000))
    print("é" * 100_000, end="")
    return 2 * x
