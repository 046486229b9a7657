# caught by: two_states
import numpy as np


def hmm_forward(pi, A, B, obs):
    alpha = pi * B[:, obs[0]]
    for o in obs[1:]:
        alpha = (alpha / alpha.sum()) @ A * B[:, o]
    return np.log(alpha.sum())
