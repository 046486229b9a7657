# row: CPU spin ignoring signals; sleep; drip output; long BLAS
# expect: time output

import time


def double(x):
    while True:
        print(".", end="", flush=True)
        time.sleep(0.01)
