# row: Right only at the first call
# expect: failed passed-in-part

CALLS = []


def double(x):
    CALLS.append(1)
    return 2 * x if len(CALLS) == 1 else 3 * x
