# row: cyclic, deep, endless, lying replies
# expect: refused

def double(x):
    a = []
    a.append(a)
    return a
