"""The softmax of each model, then their mean."""

import numpy as np


def ensemble(logits):
    e = np.exp(logits - logits.max(axis=-1, keepdims=True))
    return (e / e.sum(axis=-1, keepdims=True)).mean(axis=0)
