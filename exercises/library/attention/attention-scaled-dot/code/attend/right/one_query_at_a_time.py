import math

import numpy as np


def one(q, K, V, seen):
    scores = [float(k @ q) / math.sqrt(len(q)) for k in K]
    top = max(s for s, ok in zip(scores, seen) if ok)
    e = np.array([math.exp(s - top) if ok else 0.0 for s, ok in zip(scores, seen)])
    return (e / e.sum()) @ V, e / e.sum()


def attend(Q, K, V, mask=None):
    if mask is None:
        mask = np.ones((Q.shape[-2], K.shape[-2]), dtype=bool)
    mask = np.broadcast_to(mask, (*Q.shape[:-1], K.shape[-2]))
    if Q.ndim > 2:
        pairs = [attend(*each) for each in zip(Q, K, V, mask)]
    else:
        pairs = [one(q, K, V, seen) for q, seen in zip(Q, mask)]
    return np.stack([c for c, _ in pairs]), np.stack([w for _, w in pairs])
