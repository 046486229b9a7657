import math

import numpy as np


def log_sum(values):
    top = max(values)
    return top if top == -math.inf else top + math.log(sum(math.exp(v - top) for v in values))


def ctc_grad(logits, y, blank=0):
    T, K = logits.shape
    logp = np.array([row - log_sum(list(row)) for row in logits])
    labels = [blank]
    for label in y:
        labels += [label, blank]
    S = len(labels)
    alpha = np.full((T, S), -np.inf)
    beta = np.full((T, S), -np.inf)
    for s in range(min(2, S)):
        alpha[0, s] = logp[0, labels[s]]
        beta[T - 1, S - 1 - s] = 0.0
    for t in range(1, T):
        for s in range(S):
            froms = [s, s - 1] if s else [s]
            if s > 1 and labels[s] != labels[s - 2]:
                froms.append(s - 2)
            alpha[t, s] = log_sum([alpha[t - 1, r] for r in froms]) + logp[t, labels[s]]
    for t in range(T - 2, -1, -1):
        for s in range(S):
            tos = [s] + ([s + 1] if s + 1 < S else [])
            if s + 2 < S and labels[s] != labels[s + 2]:
                tos.append(s + 2)
            beta[t, s] = log_sum([beta[t + 1, r] + logp[t + 1, labels[r]] for r in tos])
    total = log_sum([alpha[0, s] + beta[0, s] for s in range(S)])
    grad = np.exp(logp)
    for t in range(T):
        for s in range(S):
            grad[t, labels[s]] -= math.exp(alpha[t, s] + beta[t, s] - total)
    return grad
