import numpy as np


def collapse(path, blank=0):
    labels = np.array(path, dtype=int)
    new = np.ones(len(labels), dtype=bool)
    new[1:] = labels[1:] != labels[:-1]
    return labels[new & (labels != blank)].tolist()
