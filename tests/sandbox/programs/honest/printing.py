# row: honest: printing
# expect: passed

def double(x):
    for n in range(50):
        print('étape', n, '→ ∂', x)
    return 2 * x
