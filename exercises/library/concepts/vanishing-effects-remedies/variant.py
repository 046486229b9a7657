import math


def generate(rng):
    t = int(rng.choice([5, 8, 10]))
    w = round(float(rng.uniform(0.3, 1.5)), 1)
    h = start = round(float(rng.uniform(0.2, 0.9)), 1)
    derivative = last = 1.0
    for _ in range(t):
        h = 1 / (1 + math.exp(-w * h))
        last = h * (1 - h) * w
        derivative *= last
    return {"t": t, "w": w, "h0": start, "derivative": derivative, "last": last}
