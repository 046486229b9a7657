# caught by: backward_half
import numpy as np


def unroll(x, h, W, U, b):
    states = []
    for t in range(x.shape[1]):
        h = np.tanh(x[:, t] @ W.T + h @ U.T + b)
        states.append(h)
    return np.stack(states, axis=1)


def birnn(x, fwd, bwd):
    there = unroll(x, np.zeros((x.shape[0], fwd[1].shape[0])), *fwd)
    back = unroll(x[:, ::-1], there[:, -1], *bwd)
    out = np.concatenate([there, back[:, ::-1]], axis=-1)
    return out, np.concatenate([there[:, -1], back[:, -1]], axis=-1)
