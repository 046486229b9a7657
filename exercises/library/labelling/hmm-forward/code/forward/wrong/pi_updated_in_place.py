# caught by: arguments_intact
import numpy as np


def hmm_forward(pi, A, B, obs):
    pi *= B[:, obs[0]]
    total = np.log(pi.sum())
    for o in obs[1:]:
        pi /= pi.sum()
        pi[:] = pi @ A * B[:, o]
        total += np.log(pi.sum())
    return total
