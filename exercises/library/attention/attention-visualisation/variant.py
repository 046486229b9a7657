import numpy as np


def generate(rng):
    """Rows peak at the aligned source word; rounded to hundredths, still adding up to 1."""
    aligned = [0, 3, 2, 1]
    rows = []
    for peak in aligned:
        while True:
            scores = rng.normal(0, 0.5, size=4)
            scores[peak] += rng.uniform(1.5, 2.3)
            weights = np.round(np.exp(scores) / np.exp(scores).sum(), 2)
            weights[peak] = round(1 - (weights.sum() - weights[peak]), 2)
            if weights[peak] > 0.45 and weights.min() >= 0.02:
                break
        rows.append(weights)
    A, places = np.array(rows), np.arange(1, 5)
    asked = A[1]
    # the two decimals of each weight, as text: 0.10 keeps its zero in the table of the statement
    values = {f"a{i + 1}{j + 1}": f"{A[i, j]:.2f}"[2:] for i in range(4) for j in range(4)}
    column = A[:, 1]
    return {
        **values,
        "expected": float(asked @ places),
        "column": float(column @ places / column.sum()),
        "entropy": float(-(asked * np.log(asked)).sum()),
    }
