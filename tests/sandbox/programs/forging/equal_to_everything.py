# row: object with always-true __eq__
# expect: refused

class Right:
    shape = (3,)
    dtype = "float64"

    def __eq__(self, other):
        return True

    def __len__(self):
        return 3


def double(x):
    return Right()
