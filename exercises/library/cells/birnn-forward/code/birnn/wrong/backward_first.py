# caught by: final_states
import numpy as np


def unroll(x, W, U, b):
    h, states = np.zeros((x.shape[0], U.shape[0])), []
    for t in range(x.shape[1]):
        h = np.tanh(x[:, t] @ W.T + h @ U.T + b)
        states.append(h)
    return np.stack(states, axis=1)


def birnn(x, fwd, bwd):
    there, back = unroll(x, *fwd), unroll(x[:, ::-1], *bwd)
    out = np.concatenate([back[:, ::-1], there], axis=-1)
    return out, np.concatenate([back[:, -1], there[:, -1]], axis=-1)
