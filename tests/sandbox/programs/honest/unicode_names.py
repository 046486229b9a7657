# row: honest: unicode names
# expect: passed

def double(é):
    résultat = 2 * é
    return résultat
