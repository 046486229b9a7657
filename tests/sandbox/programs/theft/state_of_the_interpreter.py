# row: state in a reused interpreter
# expect: passed

import builtins

SEEN = getattr(builtins, "_seen_before", False)
builtins._seen_before = True


def held():
    return not SEEN


def double(x):
    return 2 * x if held() else 0 * x
