# caught by: mean_of_probabilities
import numpy as np


def softmax(z):
    e = np.exp(z - z.max(axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)


def ensemble(logits):
    product = softmax(logits).prod(axis=0)
    return product / product.sum(axis=-1, keepdims=True)
