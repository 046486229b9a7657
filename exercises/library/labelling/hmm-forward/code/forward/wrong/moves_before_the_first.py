# caught by: two_states
import numpy as np


def hmm_forward(pi, A, B, obs):
    alpha, total = pi, 0.0
    for o in obs:
        alpha = alpha @ A * B[:, o]
        total += np.log(alpha.sum())
        alpha = alpha / alpha.sum()
    return total
