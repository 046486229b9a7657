# caught by: forbidden
import numpy as np


def viterbi(pi, A, B, obs):
    log_pi, log_A, log_B = np.log(pi + 1e-12), np.log(A + 1e-12), np.log(B + 1e-12)
    best, back = log_pi + log_B[:, obs[0]], []
    for o in obs[1:]:
        through = best[:, None] + log_A
        back.append(through.argmax(axis=0))
        best = through.max(axis=0) + log_B[:, o]
    path = [best.argmax()]
    for came_from in reversed(back):
        path.append(came_from[path[-1]])
    return path[::-1], best.max()
