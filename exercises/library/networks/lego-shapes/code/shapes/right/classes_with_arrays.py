import numpy as np


def conv(shape, n, k, s, p):
    h, w = (np.array(shape[1:]) + 2 * p - k) // s + 1
    return n, h, w


RULES = {
    "conv": conv,
    "pool": lambda shape, k: [shape[0], shape[1] // k, shape[2] // k],
    "map2seq": lambda shape: [shape[2], shape[0] * shape[1]],
    "flatten": lambda shape: [np.prod(shape)],
    "dense": lambda shape, n: [*shape[:-1], n],
    "lstm": lambda shape, n, seq: [shape[0], n] if seq else [n],
    "blstm": lambda shape, n, seq: [shape[0], 2 * n] if seq else [2 * n],
}


def shapes(shape, layers):
    found = []
    for kind, *rest in layers:
        shape = tuple(RULES[kind](shape, *rest))
        found.append(shape)
    return found
