# row: answers near zero vs absolute tolerance
# expect: failed

def double(x):
    return 0 * x + 1e-12
