# caught by: mean_nll
import numpy as np


def nll(logits, y, pad):
    z, words = logits[y != pad], y[y != pad]
    logp = z - np.logaddexp.reduce(z, axis=1, keepdims=True)
    mean = -logp[np.arange(len(words)), words].sum() / y.size
    return mean, np.exp(mean)
