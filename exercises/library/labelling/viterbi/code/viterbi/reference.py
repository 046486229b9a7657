"""Max-product in the log domain, with pointers to where each best path came from."""

import numpy as np


def viterbi(pi, A, B, obs):
    with np.errstate(divide="ignore"):
        log_pi, log_A, log_B = np.log(pi), np.log(A), np.log(B)
    best, back = log_pi + log_B[:, obs[0]], []
    for o in obs[1:]:
        through = best[:, None] + log_A
        back.append(through.argmax(axis=0))
        best = through.max(axis=0) + log_B[:, o]
    path = [best.argmax()]
    for came_from in reversed(back):
        path.append(came_from[path[-1]])
    return path[::-1], best.max()
