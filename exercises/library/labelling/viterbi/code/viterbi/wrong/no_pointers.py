# caught by: best_path
import numpy as np


def viterbi(pi, A, B, obs):
    with np.errstate(divide="ignore"):
        log_pi, log_A, log_B = np.log(pi), np.log(A), np.log(B)
    best = log_pi + log_B[:, obs[0]]
    path = [int(best.argmax())]
    for o in obs[1:]:
        best = (best[:, None] + log_A).max(axis=0) + log_B[:, o]
        path.append(int(best.argmax()))
    return path, best.max()
