import math

BASES = [[40, 25, 15, 10, 6, 4], [35, 25, 18, 12, 7, 3], [45, 22, 14, 9, 6, 4], [50, 20, 12, 9, 6, 3]]


def generate(rng):
    """Six tokens in any order; a threshold well away from every cumulative sum."""
    while True:
        base = BASES[int(rng.integers(4))]
        top = int(rng.choice([55, 65, 70, 75, 80, 85, 90]))
        sums = [sum(base[:n]) for n in range(1, 7)]
        flat_n = int(rng.choice([7, 8, 9, 11]))
        if min(abs(s - top) for s in sums) >= 2 and 0.15 < (top / 100 * flat_n) % 1 < 0.85:
            break
    m = next(n for n in range(1, 7) if sums[n - 1] >= top)
    p = [base[int(j)] / 100 for j in rng.permutation(6)]
    kept = sorted(range(6), key=lambda i: -p[i])[:m]
    mass, less = sums[m - 1] / 100, sums[m - 2] / 100
    flat = math.ceil(top / 100 * flat_n)
    out = {"m": m, "top": top / 100, "mass": mass, "flat_n": flat_n, "flat": flat, "short": flat - 1}
    for i in range(6):
        n = i + 1
        out[f"p{n}"] = p[i]
        out[f"r{n}"] = p[i] / mass if i in kept else 0
        out[f"u{n}"] = p[i] if i in kept else 0
        out[f"v{n}"] = p[i] / less if i in kept[:-1] else 0
        out[f"w{n}"] = p[i] / (top / 100) if i in kept else 0
    return out
