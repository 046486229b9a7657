# caught by: arguments_intact
import numpy as np


def last_valid(out, lengths):
    lengths -= 1
    return out[np.arange(len(out)), lengths]
