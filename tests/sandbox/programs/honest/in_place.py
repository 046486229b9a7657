# row: honest: in place
# expect: passed

def double(x):
    x *= 2
    return x
