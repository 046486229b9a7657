"""p / (p + q), and the objective there, summed where the laws are positive."""

import numpy as np


def part(a, total):
    positive = a > 0
    return np.sum(a[positive] * np.log(a[positive] / total[positive]))


def gan(p, q):
    total = p + q
    return p / total, part(p, total) + part(q, total)
