# caught by: intact
import numpy as np


def ensemble(logits):
    logits -= logits.max(axis=-1, keepdims=True)
    e = np.exp(logits)
    return (e / e.sum(axis=-1, keepdims=True)).mean(axis=0)
