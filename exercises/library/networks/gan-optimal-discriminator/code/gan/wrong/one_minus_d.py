# caught by: tiny
import numpy as np


def part(a, b):
    positive = a > 0
    return (a[positive] * np.log(b[positive])).sum()


def gan(p, q):
    D = p / (p + q)
    with np.errstate(divide="ignore"):
        return D, part(p, D) + part(q, 1 - D)
