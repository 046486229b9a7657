import numpy as np


def top_p(p, t):
    rest, q, total = p.copy(), np.zeros(len(p)), 0.0
    while total < t and rest.max() > 0:
        i = int(rest.argmax())
        q[i] = p[i]
        total += p[i]
        rest[i] = 0
    return q / total
