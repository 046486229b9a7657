# caught by: mean_nll
import numpy as np


def nll(logits, y, pad):
    logp = logits - np.logaddexp.reduce(logits, axis=2, keepdims=True)
    mean = -np.take_along_axis(logp, y[..., None], axis=2).mean()
    return mean, np.exp(mean)
