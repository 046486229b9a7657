# caught by: mean_nll
import numpy as np


def nll(logits, y, pad):
    z, words = logits[y != pad], y[y != pad]
    mean = -z[np.arange(len(words)), words].mean()
    return mean, np.exp(mean)
