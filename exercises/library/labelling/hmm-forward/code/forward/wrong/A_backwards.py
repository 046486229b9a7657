# caught by: two_states
import numpy as np


def hmm_forward(pi, A, B, obs):
    alpha, total = pi * B[:, obs[0]], 0.0
    for o in obs[1:]:
        total += np.log(alpha.sum())
        alpha = A @ (alpha / alpha.sum()) * B[:, o]
    return total + np.log(alpha.sum())
