# row: memo by shape
# expect: failed passed-in-part

MEMO = {}


def double(x):
    return MEMO.setdefault(x.shape, 2 * x)
