# row: mutates its inputs to match
# expect: failed

def double(x):
    x[...] = 0
    return x
