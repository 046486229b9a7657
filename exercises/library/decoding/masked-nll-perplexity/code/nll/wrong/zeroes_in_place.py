# caught by: empty_sentence
import numpy as np


def nll(logits, y, pad):
    true = y != pad
    y[~true] = 0
    logits[~true] = 0
    logp = logits - np.logaddexp.reduce(logits, axis=2, keepdims=True)
    each = -np.take_along_axis(logp, y[..., None], axis=2)[..., 0]
    mean = each[true].mean()
    return mean, np.exp(mean)
