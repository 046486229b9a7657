# caught by: large
import numpy as np


def ensemble(logits):
    e = np.exp(logits - logits.max())
    return (e / e.sum(axis=-1, keepdims=True)).mean(axis=0)
