BASES = [[40, 25, 15, 10, 6, 4], [35, 25, 18, 12, 7, 3], [45, 22, 14, 9, 6, 4], [50, 20, 12, 9, 6, 3]]


def generate(rng):
    """Six tokens in any order; the law after top-k, and what three mistakes make of it."""
    while True:
        base = BASES[int(rng.integers(4))]
        p = [base[int(j)] / 100 for j in rng.permutation(6)]
        k = int(rng.integers(2, 5))
        kept = sorted(range(6), key=lambda i: -p[i])[:k]
        if set(kept) != set(range(k)):
            break
    mass, first = sum(p[i] for i in kept), sum(p[:k])
    out = {"k": k, "mass": round(mass, 2)}
    for i in range(6):
        n = i + 1
        out[f"p{n}"] = p[i]
        out[f"r{n}"] = p[i] / mass if i in kept else 0
        out[f"u{n}"] = p[i] if i in kept else 0
        out[f"v{n}"] = 1 / k if i in kept else 0
        out[f"w{n}"] = p[i] / first if i < k else 0
    return out
