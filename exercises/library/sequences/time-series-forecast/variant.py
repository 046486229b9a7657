import math

import numpy as np


def generate(rng):
    """Twelve days of period 4; the errors are those of the last eight."""
    shape = np.round(rng.uniform(2, 9, size=4), 0)
    series = [int(v) for v in np.tile(shape, 3) + rng.integers(-1, 2, size=12)]
    errors = [series[t] - series[t - 1] for t in range(4, 12)]
    seasons = [series[t] - series[t - 4] for t in range(4, 12)]
    phi = float(rng.choice([0.5, 0.6, 0.7, 0.8]))
    return {
        **{f"y{t}": value for t, value in enumerate(series)},
        "naive": sum(map(abs, errors)) / 8,
        "seasonal": sum(map(abs, seasons)) / 8,
        "bias": sum(errors) / 8,
        "squared": sum(e * e for e in errors) / 8,
        "phi": phi,
        "ratio": math.sqrt((1 + phi) / 2),
    }
