def generate(rng):
    """Four different separable truth tables, neither constant."""
    tables = [f"{n:04b}" for n in range(1, 15) if n not in (0b0110, 0b1001)]
    drawn = rng.permutation(len(tables))[:4]
    return {f"s{i + 1}": " ".join(tables[k]) for i, k in enumerate(drawn)}
