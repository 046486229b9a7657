import math


def log_sum(values):
    top = max(values)
    return top if top == -math.inf else top + math.log(sum(math.exp(v - top) for v in values))


def ctc_loss(logp, y, blank=0):
    labels = [blank]
    for label in y:
        labels += [label, blank]
    S = len(labels)
    alpha = [logp[0, labels[s]] if s < 2 else -math.inf for s in range(S)]
    for row in logp[1:]:
        new = []
        for s in range(S):
            ways = [alpha[s]]
            if s >= 1:
                ways.append(alpha[s - 1])
            if s >= 2 and labels[s] not in (blank, labels[s - 2]):
                ways.append(alpha[s - 2])
            new.append(log_sum(ways) + row[labels[s]])
        alpha = new
    return -log_sum(alpha[-2:])
