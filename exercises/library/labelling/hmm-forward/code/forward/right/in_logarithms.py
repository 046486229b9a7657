import numpy as np


def hmm_forward(pi, A, B, obs):
    with np.errstate(divide="ignore"):
        log_pi, log_A, log_B = np.log(pi), np.log(A), np.log(B)
    alpha = log_pi + log_B[:, obs[0]]
    for o in obs[1:]:
        alpha = np.logaddexp.reduce(alpha[:, None] + log_A, axis=0) + log_B[:, o]
    return np.logaddexp.reduce(alpha)
