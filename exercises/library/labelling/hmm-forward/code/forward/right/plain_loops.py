import math


def hmm_forward(pi, A, B, obs):
    N, total = len(pi), 0.0
    alpha = [pi[j] * B[j, obs[0]] for j in range(N)]
    for o in obs[1:]:
        c = sum(alpha)
        total += math.log(c)
        alpha = [sum(alpha[i] / c * A[i, j] for i in range(N)) * B[j, o] for j in range(N)]
    return total + math.log(sum(alpha))
