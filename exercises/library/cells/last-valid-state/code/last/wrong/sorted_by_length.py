# caught by: five_lengths
import numpy as np


def last_valid(out, lengths):
    order = np.argsort(-lengths)
    return out[order, lengths[order] - 1]
