# row: CPU spin ignoring signals; sleep; drip output; long BLAS
# expect: time

import time


def double(x):
    time.sleep(10_000)
