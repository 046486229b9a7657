# row: cyclic, deep, endless, lying replies
# expect: refused time memory

import itertools


def double(x):
    return list(itertools.islice(itertools.count(), 10**8))
