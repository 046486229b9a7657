import numpy as np


def pool(x, k, s, kind="max"):
    out = []
    for top in range(0, len(x) - k + 1, s):
        row = []
        for left in range(0, len(x[0]) - k + 1, s):
            cells = [x[top + u][left + v] for u in range(k) for v in range(k)]
            row.append(max(cells) if kind == "max" else sum(cells) / len(cells))
        out.append(row)
    return np.array(out)
