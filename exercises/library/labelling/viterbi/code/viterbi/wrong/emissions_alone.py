# caught by: best_path
import numpy as np


def viterbi(pi, A, B, obs):
    path = [int(B[:, o].argmax()) for o in obs]
    p = pi[path[0]] * B[path[0], obs[0]]
    for i, j, o in zip(path, path[1:], obs[1:]):
        p *= A[i, j] * B[j, o]
    with np.errstate(divide="ignore"):
        return path, np.log(p)
