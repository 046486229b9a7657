# row: honest: keyed memo
# expect: passed

MEMO = {}


def double(x):
    key = x.tobytes()
    if key not in MEMO:
        MEMO[key] = 2 * x
    return MEMO[key]
