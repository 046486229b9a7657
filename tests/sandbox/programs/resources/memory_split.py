# row: memory bomb, split over children
# expect: memory time
# first: memory
# reduced: time

import os, time


def double(x):
    for _ in range(12):
        if not os.fork():
            kept = bytearray(b"x") * (48 * 2**20)
            time.sleep(5)
            os._exit(0)
    time.sleep(3)
    return 2 * x
