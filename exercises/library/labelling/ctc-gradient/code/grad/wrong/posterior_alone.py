# caught by: different_labels
import numpy as np


def forward(logp, labels):
    skip = np.zeros(len(labels), dtype=bool)
    skip[2:] = labels[2:] != labels[:-2]
    alpha = np.full((len(logp), len(labels)), -np.inf)
    alpha[0, :2] = logp[0, labels[:2]]
    for t in range(1, len(logp)):
        one = np.append(-np.inf, alpha[t - 1, :-1])
        two = np.where(skip, np.roll(alpha[t - 1], 2), -np.inf)
        alpha[t] = np.logaddexp(np.logaddexp(alpha[t - 1], one), two) + logp[t, labels]
    return alpha


def ctc_grad(logits, y, blank=0):
    logp = logits - np.logaddexp.reduce(logits, axis=1, keepdims=True)
    labels = np.full(2 * len(y) + 1, blank)
    labels[1::2] = y
    backward = forward(logp[::-1], labels[::-1])[::-1, ::-1]
    through = forward(logp, labels) + backward - logp[:, labels]
    shares = np.exp(through - np.logaddexp.reduce(through, axis=1, keepdims=True))
    posterior = np.zeros(logits.shape)
    np.add.at(posterior.T, labels, shares.T)
    return posterior
