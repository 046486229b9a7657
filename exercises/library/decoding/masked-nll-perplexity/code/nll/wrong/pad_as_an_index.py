# caught by: other_pad
import numpy as np


def nll(logits, y, pad):
    logp = logits - np.logaddexp.reduce(logits, axis=2, keepdims=True)
    each = -np.take_along_axis(logp, y[..., None], axis=2)[..., 0]
    mean = each[y != pad].mean()
    return mean, np.exp(mean)
