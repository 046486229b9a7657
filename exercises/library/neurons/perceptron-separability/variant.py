def side(line, p):
    return line[0] * p[0] + line[1] * p[1] + line[2]


def generate(rng):
    """Six points with integer coordinates; two lines separate them, a third misses a point, a fourth is turned round."""
    while True:
        points = [tuple(int(v) for v in rng.integers(-4, 5, size=2)) for _ in range(6)]
        if len(set(points)) < 6:
            continue
        lines = [tuple(int(v) for v in rng.integers(-3, 4, size=3)) for _ in range(60)]
        lines = [k for k in dict.fromkeys(lines) if k[0] and k[1] and k[2]]
        works = [k for k in lines if all(side(k, p) > 0 for p in points[:3]) and all(side(k, p) < 0 for p in points[3:])]
        near = []
        for k in lines:
            wrong = [i for i, p in enumerate(points) if (side(k, p) > 0) != (i < 3)]
            if len(wrong) == 1 and all(side(k, p) for p in points):
                near.append((k, wrong[0]))
        if len(works) >= 3 and near:
            break
    one, two, three = works[:3]
    k, miss = near[0]
    turned = tuple(-v for v in three)
    letters = "ABCDEF"
    values = {}
    for i, p in enumerate(points):
        values[f"x{letters[i]}"], values[f"y{letters[i]}"] = p
    for i, line in enumerate((one, two, k, turned), 1):
        values[f"a{i}"], values[f"b{i}"], values[f"c{i}"] = line
    while True:
        v1, v2 = (float(v) for v in rng.choice([-2, -1.5, -1, 1, 1.5, 2], size=2))
        v0 = float(rng.choice([-0.5, 0.5, 1]))
        p1, p2 = (int(v) for v in rng.choice([-3, -2, 2, 3], size=2))
        z0 = v1 * p1 + v2 * p2 + v0
        if abs(z0) > 0.4:
            break
    o0 = int(z0 > 0)
    kind = int(rng.integers(0, 2))
    q = float(rng.choice([1.5, 2, 2.5, 3]))
    sign = 1 - 2 * kind
    return values | {
        "bad": letters[miss], "value": side(k, points[miss]),
        "v1": v1, "v2": v2, "v0": v0, "p1": p1, "p2": p2, "z0": z0, "o0": o0, "t0": 1 - o0,
        "eta": float(rng.choice([0.1, 0.2, 0.5])),
        "th1": float(rng.choice([0.4, 0.5, 0.6, 0.7])), "th2": float(rng.choice([1.2, 1.4, 1.5, 1.6])),
        "u": sign, "v": -sign * q, "c": -0.5 * sign, "q0": kind,
    }
