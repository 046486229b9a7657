# row: Unlucky: missing factor
# expect: failed

def double(x):
    return x
