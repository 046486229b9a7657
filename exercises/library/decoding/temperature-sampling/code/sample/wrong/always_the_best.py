# caught by: each_interval
import numpy as np


def sample(logits, T, u):
    return int(np.argmax(logits / T))
