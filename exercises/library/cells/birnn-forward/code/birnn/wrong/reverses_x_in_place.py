# caught by: arguments_intact
import numpy as np


def unroll(x, W, U, b):
    h, states = np.zeros((x.shape[0], U.shape[0])), []
    for t in range(x.shape[1]):
        h = np.tanh(x[:, t] @ W.T + h @ U.T + b)
        states.append(h)
    return np.stack(states, axis=1)


def birnn(x, fwd, bwd):
    there = unroll(x, *fwd)
    x[:] = x[:, ::-1].copy()
    back = unroll(x, *bwd)
    out = np.concatenate([there, back[:, ::-1]], axis=-1)
    return out, np.concatenate([there[:, -1], back[:, -1]], axis=-1)
