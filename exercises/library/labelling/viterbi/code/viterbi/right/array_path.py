import numpy as np


def viterbi(pi, A, B, obs):
    with np.errstate(divide="ignore"):
        log_pi, log_A, log_B = np.log(pi), np.log(A), np.log(B)
    T = len(obs)
    # from the end: the best that can still come from each state
    rest = np.zeros((T, len(pi)))
    for t in range(T - 2, -1, -1):
        rest[t] = (log_A + log_B[:, obs[t + 1]] + rest[t + 1]).max(axis=1)
    path = np.empty(T, dtype=int)
    path[0] = (log_pi + log_B[:, obs[0]] + rest[0]).argmax()
    for t in range(1, T):
        path[t] = (log_A[path[t - 1]] + log_B[:, obs[t]] + rest[t]).argmax()
    return path, float((log_pi + log_B[:, obs[0]] + rest[0]).max())
