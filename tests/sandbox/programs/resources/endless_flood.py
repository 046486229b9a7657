# row: output flood, binary, no newline
# expect: output time

import os


def double(x):
    while True:
        os.write(1, b"x" * 65536)
