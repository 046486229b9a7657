# caught by: five_lengths
import numpy as np


def last_valid(out, lengths):
    return out[np.arange(len(lengths)), np.minimum(lengths, out.shape[1] - 1)]
