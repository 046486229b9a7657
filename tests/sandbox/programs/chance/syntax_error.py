# row: Unlucky: syntax error
# expect: not-runnable

def double(x)
    return 2 * x
