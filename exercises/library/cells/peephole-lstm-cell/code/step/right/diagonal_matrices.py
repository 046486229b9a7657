import numpy as np


def peephole_step(x, h, c, W, U, b, p_i, p_f, p_o):
    n = c.shape[1]
    z = np.einsum("bd,kd->bk", x, W) + np.einsum("bn,kn->bk", h, U) + b

    def gate(k, p, state):
        return 0.5 + 0.5 * np.tanh((z[:, k * n : (k + 1) * n] + state @ np.diag(p)) / 2)

    new = gate(1, p_f, c) * c + gate(0, p_i, c) * np.tanh(z[:, 2 * n : 3 * n])
    return gate(3, p_o, new) * np.tanh(new), new
