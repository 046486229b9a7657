# caught by: mean_nll
import numpy as np


def nll(logits, y, pad):
    logp = logits - np.logaddexp.reduce(logits, axis=2, keepdims=True)
    each = -np.take_along_axis(logp, np.maximum(y, 0)[..., None], axis=2)[..., 0]
    mean = np.mean([row[words != pad].mean() for row, words in zip(each, y)])
    return mean, np.exp(mean)
