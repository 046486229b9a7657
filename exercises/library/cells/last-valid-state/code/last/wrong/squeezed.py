# caught by: ones
import numpy as np


def last_valid(out, lengths):
    return np.squeeze(out[np.arange(len(out)), lengths - 1])
