# caught by: best_path
import numpy as np


def viterbi(pi, A, B, obs):
    alpha, beta, best = [pi * B[:, obs[0]]], [np.ones(len(pi))], pi * B[:, obs[0]]
    for o in obs[1:]:
        alpha.append(alpha[-1] @ A * B[:, o])
        best = (best[:, None] * A).max(axis=0) * B[:, o]
    for o in obs[:0:-1]:
        beta.append(A @ (B[:, o] * beta[-1]))
    path = [int((a * b).argmax()) for a, b in zip(alpha, beta[::-1])]
    return path, np.log(best.max())
