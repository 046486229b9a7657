import numpy as np


def last_valid(out, lengths):
    B, _, H = out.shape
    result = np.empty((B, H))
    for b in range(B):
        result[b] = out[b][int(lengths[b]) - 1]
    return result
