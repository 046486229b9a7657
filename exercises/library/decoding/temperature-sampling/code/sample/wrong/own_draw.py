# caught by: each_interval
import numpy as np


def sample(logits, T, u):
    e = np.exp((logits - logits.max()) / T)
    return int(np.random.choice(len(logits), p=e / e.sum()))
