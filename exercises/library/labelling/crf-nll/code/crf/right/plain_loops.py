import math


def log_sum(values):
    top = max(values)
    if top == -math.inf:
        return top
    return top + math.log(sum(math.exp(v - top) for v in values))


def crf_nll(E, Tr, y):
    T, K = E.shape
    alpha = [float(e) for e in E[0]]
    for t in range(1, T):
        alpha = [log_sum([alpha[i] + Tr[i, j] for i in range(K)]) + E[t, j] for j in range(K)]
    score = sum(E[t, y[t]] for t in range(T)) + sum(Tr[y[t - 1], y[t]] for t in range(1, T))
    return log_sum(alpha) - score
