from itertools import product

import numpy as np


def generate(rng):
    """Two states, three symbols; drawn until the best path is well ahead of the others."""
    while True:
        start = np.round(rng.uniform(0.2, 0.8), 1)
        stay, back = np.round(rng.uniform(0.1, 0.9, size=2), 1)
        pi = np.array([start, 1 - start])
        A = np.array([[stay, 1 - stay], [back, 1 - back]])
        B = np.array([[0.1, 0.4, 0.5], [0.6, 0.3, 0.1]])[rng.permutation(2)]
        o = rng.integers(0, 3, size=3)
        paths = {
            s: pi[s[0]] * B[s[0], o[0]] * A[s[0], s[1]] * B[s[1], o[1]] * A[s[1], s[2]] * B[s[2], o[2]]
            for s in product((0, 1), repeat=3)
        }
        ranked = sorted(paths, key=paths.get, reverse=True)
        if paths[ranked[0]] > 1.1 * paths[ranked[1]] and len(set(ranked[0])) == 2:
            break
    best = ranked[0]
    return {
        "p0": float(pi[0]), "p1": round(float(pi[1]), 1),
        "a00": float(A[0, 0]), "a01": round(float(A[0, 1]), 1),
        "a10": float(A[1, 0]), "a11": round(float(A[1, 1]), 1),
        "b00": float(B[0, 0]), "b01": float(B[0, 1]), "b02": float(B[0, 2]),
        "b10": float(B[1, 0]), "b11": float(B[1, 1]), "b12": float(B[1, 2]),
        "o1": int(o[0]), "o2": int(o[1]), "o3": int(o[2]),
        "evidence": float(sum(paths.values())),
        "unstarted": float(sum(p / pi[s[0]] for s, p in paths.items())),
        "best": float(paths[best]),
        "s1": best[0], "s2": best[1], "s3": best[2],
        "N": int(rng.integers(3, 7)), "M": int(rng.integers(8, 12)),
    }
