def generate(rng):
    """Sizes for which either the LSTM or the convolution is the largest, by a clear margin."""
    while True:
        n_in, n = (int(v) for v in rng.choice([8, 16, 24, 32, 48, 64, 96, 128], size=2))
        k = int(rng.choice([3, 5]))
        lstm, conv = 4 * (n_in + n + 1) * n, k * k * n_in * n + n
        if abs(lstm - conv) > 0.1 * lstm:
            break
    ranked = sorted([(lstm, "LSTM"), (conv, "Conv2D")], reverse=True)
    return {
        "n_in": n_in, "n": n, "k": k,
        "first": ranked[0][1], "second": ranked[1][1], "c_first": ranked[0][0], "c_second": ranked[1][0],
    }
