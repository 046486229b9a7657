# caught by: five_lengths
import numpy as np


def last_valid(out, lengths):
    return np.stack([out[b, :length].mean(axis=0) for b, length in enumerate(lengths)])
