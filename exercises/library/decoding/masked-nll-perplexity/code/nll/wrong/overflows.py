# caught by: large_logits
import numpy as np


def nll(logits, y, pad):
    z, words = logits[y != pad], y[y != pad]
    logp = np.log(np.exp(z) / np.exp(z).sum(axis=1, keepdims=True))
    mean = -logp[np.arange(len(words)), words].mean()
    return mean, np.exp(mean)
