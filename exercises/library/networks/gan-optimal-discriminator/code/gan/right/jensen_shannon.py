import math


def kl(a, m):
    return sum(x * math.log(x / y) for x, y in zip(a.tolist(), m.tolist()) if x > 0)


def gan(p, q):
    m = (p + q) / 2
    return p / (p + q), kl(p, m) + kl(q, m) - math.log(4)
