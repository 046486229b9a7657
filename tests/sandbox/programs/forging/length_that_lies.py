# row: cyclic, deep, endless, lying replies
# expect: refused failed

class Long(list):
    def __len__(self):
        return 3

    def __iter__(self):
        return iter([0.0] * 1000)


def double(x):
    return Long([1.0])
