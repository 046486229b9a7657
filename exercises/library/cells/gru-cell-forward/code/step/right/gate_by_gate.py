import numpy as np


def gru_step(x, h, W, U, b, c, reset_after):
    n = h.shape[1]
    blocks = [slice(k * n, (k + 1) * n) for k in range(3)]

    def gate(rows):
        return 0.5 + 0.5 * np.tanh(0.5 * (x @ W[rows].T + b[rows] + h @ U[rows].T + c[rows]))

    reset, update, last = gate(blocks[0]), gate(blocks[1]), blocks[2]
    if reset_after:
        memory = np.einsum("bk,bk->bk", reset, np.einsum("bj,kj->bk", h, U[last]) + c[last])
    else:
        memory = np.einsum("bj,kj->bk", reset * h, U[last]) + c[last]
    candidate = np.tanh(np.einsum("bj,kj->bk", x, W[last]) + b[last] + memory)
    return candidate + update * (h - candidate)
