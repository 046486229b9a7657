import math


def log(p):
    return math.log(p) if p > 0 else -math.inf


def viterbi(pi, A, B, obs):
    N = len(pi)
    best = {j: (log(pi[j]) + log(B[j, obs[0]]), [j]) for j in range(N)}
    for o in obs[1:]:
        new = {}
        for j in range(N):
            score, path = max((best[i][0] + log(A[i, j]), best[i][1]) for i in range(N))
            new[j] = score + log(B[j, o]), [*path, j]
        best = new
    score, path = max(best.values())
    return path, score
