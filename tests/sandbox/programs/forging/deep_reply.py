# row: cyclic, deep, endless, lying replies
# expect: refused

def double(x):
    a = 1.0
    for _ in range(100_000):
        a = [a]
    return a
