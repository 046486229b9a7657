# row: Unlucky: wrong name
# expect: not-runnable

def Double(x):
    return 2 * x
