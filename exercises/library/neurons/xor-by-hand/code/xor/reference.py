"""OR and AND in the hidden layer; the output says: OR, and not AND."""


def xor():
    return [[1.0, 1.0], [1.0, 1.0]], [-0.5, -1.5], [1.0, -2.0], -0.5
