# row: timer patching, lazy objects in timed exercises
# expect: passed

import time

time.perf_counter = time.monotonic = time.time = lambda: 0.0


def double(x):
    return 2 * x
