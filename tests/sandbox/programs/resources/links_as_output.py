# row: symlink, FIFO, hardlink, sparse file as output
# expect: passed error

import os


def double(x):
    for call in (
        lambda: os.symlink("/etc/shadow", "/tmp/result.json"),
        lambda: os.mkfifo("/tmp/pipe"),
        lambda: os.link("/tmp/result.json", "/tmp/hard"),
        lambda: os.truncate("/tmp/sparse", 2**40),
    ):
        try:
            call()
        except OSError:
            pass
    return 2 * x
