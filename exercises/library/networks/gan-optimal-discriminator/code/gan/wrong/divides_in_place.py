# caught by: intact
import numpy as np


def part(a, total):
    positive = a > 0
    return float(np.sum(a[positive] * np.log(a[positive] / total[positive])))


def gan(p, q):
    total = p + q
    V = part(p, total) + part(q, total)
    p /= total
    return p, V
