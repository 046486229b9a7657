# row: fork bomb; thread, fd bomb
# expect: processes refused

import os


def double(x):
    while True:
        os.fork()
