"""The forward recursion, scaled to sum 1 at each step; the logarithms of the sums add up."""

import numpy as np


def hmm_forward(pi, A, B, obs):
    alpha, total = pi * B[:, obs[0]], 0.0
    for o in obs[1:]:
        total += np.log(alpha.sum())
        alpha = (alpha / alpha.sum()) @ A * B[:, o]
    return total + np.log(alpha.sum())
